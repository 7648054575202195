"""One line for each run, at the very end: `python -m tests.kit.summary FOLDER` reads pytest's own reports."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def line(report: Path) -> str:
    suite = ET.parse(report).getroot().find("testsuite")
    assert suite is not None
    count = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
    wrong = count["failures"] + count["errors"]
    passed = count["tests"] - wrong - count["skipped"]
    seconds = float(suite.get("time", 0))
    return f"{report.stem:<11} {passed} passed, {wrong} failed, {count['skipped']} skipped in {seconds:.0f} s"


if __name__ == "__main__":
    reports = sorted(Path(sys.argv[1]).glob("*.xml"), reverse=True)
    sys.stdout.write("\n" + "\n".join(line(report) for report in reports) + "\n")
