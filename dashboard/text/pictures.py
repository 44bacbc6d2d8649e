"""Words of saved charts: what stands around the drawing, the buttons, what is missing on the server."""

from __future__ import annotations

TITLE = "{subject}：{title}"
SUBTITLE = "{district}{label} 截至{as_of}"
SOURCE = "来源：政务公开考核 数据版本{release}"
FILE_NAME = "{title}_截至{as_of}"
FOLDER = "图表"
LOGGED = "图：{title}"
SECOND = "{name}（{number}）"

SAVE = "保存"
SAVE_AS = "保存{kind}"
SAVE_HINTS = {
    "png": "保存为PNG图片（300点/英寸，文档宽度）",
    "svg": "保存为SVG矢量图（可放大，文字可编辑）",
    "pdf": "保存为PDF（可放大，字形已嵌入）",
}
SAVING = "正在生成图片…"
NO_ANSWER = "服务器没有应答。PNG和SVG已改由浏览器生成，PDF需要服务器，请稍后再试。"

NO_BROWSER = (
    "服务器上没有可用的 Chromium，不能生成图片。请管理员安装 chromium-headless-shell（Linux），"
    "或 Chrome、Edge（Windows），或用环境变量 BROWSER_PATH 指明浏览器程序的位置。"
)
BAD_BROWSER_PATH = "环境变量 BROWSER_PATH 指向的“{path}”不是程序，不能生成图片。请改正或删去它。"
NO_FONT = (
    "服务器上没有中文字体，图片中的汉字会成为方框，因此不生成图片。"
    "请管理员安装 fonts-noto-cjk（Linux），或思源黑体、微软雅黑等中文字体，然后重新启动。"
)
NOT_STARTED = "Chromium（{path}）不能启动，图片没有生成。请管理员检查它能否运行。"
LOST = "生成图片的 Chromium 中途退出，重新打开后仍然失败，图片没有生成。请稍后再试。"
TOO_LONG = "这张图{seconds}秒内没有画完，图片没有生成。Chromium 将重新打开，请再试一次。"
REFUSED = "这张图画不出来：{reason}"
PROBES = "政务公"  # characters nobody could take for one another, unless each is the same empty box
READY = "可以生成图片。浏览器：{browser}；中文字体：{fonts}"
SOME_FONT = "已检出"

NO_CHART = "没有这张图：网址或图的编号不对，或这一天没有数据可画。"
NO_FORMAT = "图片格式“{format}”不对，应为 png、svg 或 pdf。"
