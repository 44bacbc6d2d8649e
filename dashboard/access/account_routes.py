"""The routes of 管理: accounts changed by the administrator, the audit log fetched by the auditor."""

from __future__ import annotations

import io
from datetime import datetime

from flask import Flask, Response, jsonify, request, send_file

from dashboard.access.account_asks import ACCOUNT_STEPS, AccountStep
from dashboard.access.gate import asked_by_our_page
from dashboard.access.log_files import LOG_FILES, wanted_entries
from dashboard.access.reader import current_reader
from dashboard.access.trail import write_down, write_refusal
from dashboard.text import access
from dashboard.text import admin as words
from dashboard.view import LOGGED
from dashboard.work_routes import told_problems
from data.accounts.database import AccountsFile
from data.accounts.log import count_entries
from data.accounts.roles import ADMINISTRATOR, AUDITOR
from data.accounts.users import Users
from data.errors import InputRefused, StoreMissing, UsageError
from data.store import Store
from data.work.asks import Values, read_values, refuse

ACCOUNTS_PATH, LOG_PATH = "/admin/accounts", "/admin/log"


def install_accounts(server: Flask, store: Store) -> None:
    """Add the routes to a server."""
    accounts = AccountsFile(store.layout.store)
    users = Users(accounts)

    @server.post(f"{ACCOUNTS_PATH}/<action>")
    def change(action: str) -> tuple[Response, int]:
        reader, step = current_reader(), ACCOUNT_STEPS.get(action)
        if not asked_by_our_page():
            return jsonify(message=access.ASK_FROM_THE_PAGE), 403
        if reader.role != ADMINISTRATOR or step is None:
            path = f"{ACCOUNTS_PATH}/{action}"
            write_refusal(store.layout, f"POST {path}", path, reader)
            return jsonify(message=access.NOT_FOR_YOU), 403
        try:
            values = _read(step, store)
            password = step.do(users, reader.actor, values)
        except InputRefused as error:
            told = told_problems(error, tuple(step.asks))
            return jsonify(message=words.NOT_DONE, problems=told), 422
        except (UsageError, StoreMissing) as error:
            return jsonify(message=str(error), problems=[]), 422
        message = step.told.format(login=values["login"])
        if password is None:
            return jsonify(message=message), 200
        return jsonify(message=message, secret=password, close=words.NOTED), 200

    @server.get(f"{LOG_PATH}/<kind>")
    def log(kind: str) -> Response | tuple[Response, int]:
        if current_reader().role != AUDITOR:
            return jsonify(message=access.NOT_FOR_YOU), 403
        if kind not in LOG_FILES:
            return jsonify(message=words.NO_FORMAT), 404
        wanted = wanted_entries(request.args)
        asked = {name: request.args[name] for name in LOGGED if name in request.args}
        count = count_entries(accounts, wanted)
        write_down(store.layout, "export.log", words.LOG, entries=count, format=kind, of=asked)
        media_type, write = LOG_FILES[kind]
        name = words.LOG_FILE.format(at=datetime.now(), kind=kind)
        content = io.BytesIO(write(accounts, wanted))
        return send_file(content, mimetype=media_type, as_attachment=True, download_name=name)


def _read(step: AccountStep, store: Store) -> Values:
    """The answers of the form; a unit must be one of the store."""
    values = read_values(step.asks, request.form.to_dict())
    unit_id = values["unit_id"]
    if unit_id is not None and unit_id not in set(store.table("pages/unit_names")["unit_id"]):
        raise refuse(words.UNIT_OF_ACCOUNT, unit_id, words.NO_UNIT, words.CHOOSE_UNIT)
    return values
