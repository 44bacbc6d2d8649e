"""A second computation of the scores, from scoring.md alone, in plain Python with exact fractions.

It shares no line with `queries/` and reads nothing of the product: a rule misread there shows up here.
"""
