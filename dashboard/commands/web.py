"""serve: the web application on a production server."""

from __future__ import annotations

import argparse

from dashboard.commands.arguments import add_store


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("serve", help="启动网页")
    parser.add_argument("--host", default=None, metavar="地址", help="默认 127.0.0.1")
    parser.add_argument("--port", type=int, default=None, metavar="端口", help="默认 8050")
    parser.add_argument("--open", action="store_true", help="启动后用默认浏览器打开")
    add_store(parser)
    parser.set_defaults(run=run_serve)


def run_serve(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    from dashboard.server import serve

    serve(arguments.store, arguments.host, arguments.port, opens_browser=arguments.open)
    return 0
