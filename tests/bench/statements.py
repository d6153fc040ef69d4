#!/usr/bin/python3
"""What the program asked of PostgreSQL in one request, from the server's log (log_statement = all).

Written into FOLDER: pgbench.sql, the request's transaction as a script for pgbench, sent in one
batch; pgbench.args, the parameters as options for pgbench, one a line; statements.json, the same
for the PHP peer. Taken from the log, so that what is compared is what the program really does.
"""
import json
import pathlib
import re
import sys

ENTRY = re.compile(r"^\d{4}-\d\d-\d\d [^\[]*\[\d+\] (\w+):  (.*)$")
PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")


def entries(log):
    """Pairs of kind (LOG, DETAIL …) and text; a line that begins with a tab goes on."""
    kind, text = None, ""
    for line in log.splitlines():
        match = ENTRY.match(line)
        if match:
            if kind:
                yield kind, text
            kind, text = match.groups()
        elif kind:
            text += "\n" + line.removeprefix("\t")
    if kind:
        yield kind, text


def statements(log):
    found = []
    for kind, text in entries(log):
        match = re.match(r"execute ([^:]+): (.*)", text, re.DOTALL)
        if kind == "LOG" and match:
            name = re.sub(r"\W", "", match[1])
            found.append({"name": name, "sql": match[2].strip().rstrip(";"), "params": []})
        elif kind == "DETAIL" and found and text.startswith("parameters: "):
            for _, value in PARAMETER.findall(text):
                found[-1]["params"].append(None if value == "NULL" else value[1:-1].replace("''", "'"))
    return found


def main():
    log, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    asked = statements(pathlib.Path(log).read_text(encoding="utf-8"))
    if not asked:
        sys.exit("statements.py: the log names no statement")
    script, args = ["\\startpipeline"], []
    for place, one in enumerate(asked):
        script.append(re.sub(r"\$(\d+)", rf":s{place}_\1", one["sql"]) + ";")
        # A variable that is not defined is sent as NULL.
        args += [f"--define=s{place}_{n}={value}"
                 for n, value in enumerate(one["params"], 1) if value is not None]
    script.append("\\endpipeline")
    (folder / "pgbench.sql").write_text("\n".join(script) + "\n", encoding="utf-8")
    (folder / "pgbench.args").write_text("".join(a + "\n" for a in args), encoding="utf-8")
    (folder / "statements.json").write_text(json.dumps(asked), encoding="utf-8")
    print(" ".join(one["name"] for one in asked if one["name"] != "unnamed"))


main()
