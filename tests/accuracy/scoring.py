"""Counts of right and wrong answers, and how findings answer a case. No files and no processes here."""
import re
from dataclasses import dataclass, field


@dataclass
class Counts:
    """A confusion matrix. A ratio without a denominator is None: nothing was asked that it could tell."""
    tp: int = 0
    fp: int = 0
    tn: int = 0
    fn: int = 0

    def add(self, expected, flagged):
        if flagged:
            self.tp, self.fp = self.tp + expected, self.fp + (not expected)
        else:
            self.fn, self.tn = self.fn + expected, self.tn + (not expected)

    def add_numbers(self, expected, found):
        """For labels that say how many there are: what is found above that number is false."""
        self.tp += min(expected, found)
        self.fp += max(found - expected, 0)
        self.fn += max(expected - found, 0)
        self.tn += expected == 0 == found

    @property
    def precision(self):
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self):
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self):
        wrong = self.fp + self.fn
        return 2 * self.tp / (2 * self.tp + wrong) if self.tp + wrong else None


@dataclass(frozen=True)
class Expect:
    """A check of a mapping: "id", or "id:message" when only findings with that message key answer."""
    check: str
    message: str = ""

    @classmethod
    def parse(cls, text):
        return cls(*text.split(":", 1))

    def __str__(self):
        return f"{self.check}:{self.message}" if self.message else self.check

    def answers(self, finding):
        return finding["check"] == self.check and self.message in ("", finding["message"])


@dataclass
class Case:
    """One question: is |group|'s weakness in these classes of the app, or (None) anywhere in it?"""
    group: str
    name: str
    expected: bool
    checks: list
    classes: set = None
    note: str = ""


@dataclass
class Score:
    groups: dict = field(default_factory=dict)
    checks: dict = field(default_factory=dict)
    total: Counts = field(default_factory=Counts)
    unasked: list = field(default_factory=list)      # negative cases of which no check exists
    misses: list = field(default_factory=list)       # (case, findings of its checks that say undecided)
    false_alarms: list = field(default_factory=list) # (case, findings that flagged it)


def class_name(text):
    """ "Lcom/app/Main$1;" and "com.app.Main$1" are one class, written "com.app.Main$1". """
    if text.startswith("L") and text.endswith(";"):
        text = text[1:-1]
    return text.replace("/", ".")


def outer_class(text):
    """The top-level class that a nested one was declared in. Names may begin with '$'."""
    return re.sub(r"(?<=[^.$])\$.*", "", class_name(text))


def component_names(finding):
    """Names of the elements on the way to a place in a document: manifest/application/activity[@android:name="a.B"]."""
    return re.findall(r'@android:name="([^"]+)"', finding["place"].get("path", ""))


def lies_in(finding, classes):
    """
    True when the finding is in one of |classes|, or in one nested in them, or at a component called so; the manifest
    may leave out the package (".B").
    """
    if classes is None:
        return True
    where = finding["place"].get("class")
    if where is not None and (class_name(where) in classes or outer_class(where) in classes):
        return True
    return any(name in classes or (name.startswith(".") and any(c.endswith(name) for c in classes))
               for name in component_names(finding))


def answers(case, findings, record):
    """Findings with that record, of the case's checks, in the case's classes."""
    return [f for f in findings if f["record"] == record and any(e.answers(f) for e in case.checks)
            and lies_in(f, case.classes)]


def score(cases, findings, known, out):
    """
    Judges |cases| by the findings of their app and adds to |out|; |known| are the ids of the checks that there are.
    A group's matrix holds its cases. A check's matrix holds the cases that name it: a hit counts for the check that
    made it, a miss only when no check of the case hit. A check that does not exist misses what it should find, but
    its silence about the rest is no right answer.
    """
    for case in cases:
        hits = answers(case, findings, "hit")
        if not case.expected and not any(e.check in known for e in case.checks):
            out.unasked.append(case)
            continue
        for counts in (out.groups.setdefault(case.group, Counts()), out.total):
            counts.add(case.expected, bool(hits))
        for expect in case.checks:
            own = [f for f in hits if expect.answers(f)]
            if own or not (hits if case.expected else expect.check not in known):
                out.checks.setdefault(str(expect), Counts()).add(case.expected, bool(own))
        if case.expected and not hits:
            out.misses.append((case, answers(case, findings, "undecided")))
        elif hits and not case.expected:
            out.false_alarms.append((case, hits))


def unlabelled(cases, findings):
    """Hits of the cases' checks that answer no case: no label says whether they are right."""
    checks = [e for case in cases for e in case.checks]
    return [f for f in findings if f["record"] == "hit" and any(e.answers(f) for e in checks)
            and not any(any(e.answers(f) for e in c.checks) and lies_in(f, c.classes) for c in cases)]
