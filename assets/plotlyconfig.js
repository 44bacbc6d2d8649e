/* For every graph, whoever draws it: Chinese, no logo, and nothing that sends a chart to another host. */
Plotly.setPlotConfig({ locale: "zh-CN", displaylogo: false, showSendToCloud: false, plotlyServerURL: "" });
