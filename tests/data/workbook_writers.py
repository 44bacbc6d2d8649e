"""Small workbooks in the three formats, written by the usual libraries."""

from __future__ import annotations

import datetime as dt

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Rows = list[list[object]]


def write_xlsx(path, sheets: dict[str, Rows]):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def write_xls(path, sheets: dict[str, Rows]):
    book = xlwt.Workbook(encoding="utf-8")
    styles = {
        dt.date: xlwt.easyxf(num_format_str="YYYY-MM-DD"),
        dt.datetime: xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM:SS"),
    }
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value, styles.get(type(value), xlwt.Style.default_style))
    book.save(str(path))
    return path


def ods_cell(value: object, **attributes):
    if isinstance(value, bool):
        return TableCell(valuetype="boolean", booleanvalue=str(value).lower(), **attributes)
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value), **attributes)
    if isinstance(value, dt.date):
        return TableCell(valuetype="date", datevalue=value.isoformat(), **attributes)
    if value is None:
        return TableCell(**attributes)
    cell = TableCell(valuetype="string", **attributes)
    cell.addElement(P(text=str(value)))
    return cell


def write_ods_rows(path, name: str, rows: list[list[object]]):
    """Cells may be values or ready-made ODF elements."""
    book = OpenDocumentSpreadsheet()
    table = Table(name=name)
    for row in rows:
        line = TableRow()
        for value in row:
            line.addElement(value if hasattr(value, "qname") else ods_cell(value))
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def write_ods(path, sheets: dict[str, Rows]):
    ((name, rows),) = sheets.items()
    return write_ods_rows(path, name, rows)


WRITERS = {"xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}
