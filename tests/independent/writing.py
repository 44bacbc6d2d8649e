"""Writes a district as the files the product imports: scheme.toml and one CSV a kind (files.md section 1)."""

from __future__ import annotations

import csv
import json
from dataclasses import fields
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from .facts import KINDS, WORDS, heading


def write_district(folder, raw, facts, chinese=True):
    """scheme.toml and the CSV files of every kind that has rows; returns the CSV paths, units first."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scheme.toml").write_text(scheme_text(raw), encoding="utf-8")
    kinds = [kind for kind in KINDS if getattr(facts, kind)]
    return [write_kind(folder / f"{kind}.csv", kind, getattr(facts, kind), chinese) for kind in kinds]


def write_kind(path, kind, rows, chinese=True):
    """One CSV with a BOM, its headings and words in Chinese or in English; returns the path."""
    names = [f.name for f in fields(KINDS[kind])]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([heading(kind, name) if chinese else name for name in names])
        for row in rows:
            writer.writerow([cell(name, getattr(row, name), chinese) for name in names])
    return path


def cell(name, value, chinese=True):
    """A value as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("是" if value else "否") if chinese else str(value).lower()
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(int(value)) if value.denominator == 1 else str(float(value))
    if isinstance(value, tuple):
        return "、".join(value)
    if chinese and name in WORDS:
        return next((word for word, meaning in WORDS[name].items() if meaning == value), value)
    return str(value)


def scheme_text(raw):
    """The raw scheme as TOML."""
    lines = []
    for name in ("scheme", "rectification", "bonus", "veto"):
        if name in raw:
            lines += [f"[{name}]", *_pairs(raw[name])]
    for name in ("floor", "grade"):
        for table in raw.get(name, []):
            lines += [f"[[{name}]]", *_pairs(table)]
    for component in raw["component"]:
        lines += ["[[component]]", *_pairs(component)]
        for indicator in component.get("indicator", []):
            lines += ["[[component.indicator]]", *_pairs(indicator)]
            for item in indicator["item"]:
                lines += ["[[component.indicator.item]]", *_pairs(item)]
    return "\n".join(lines) + "\n"


def _pairs(table):
    plain = {key: value for key, value in table.items() if key not in ("indicator", "item")}
    return [f"{key} = {_value(value)}" for key, value in plain.items()]


def _value(value):
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
