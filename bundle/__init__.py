"""Makes the zip that installs on a machine without network: `python -m bundle`."""
