"""When the command will not: one clear sentence, and a code that says there is no use in trying again."""

# EX_CONFIG: the supervisor does not restart a child that leaves with it, and neither should a service manager.
REFUSED = 78
# EX_TEMPFAIL: nothing is wrong here; what we need is not up yet.
TRY_LATER = 75


class Refused(Exception):
    """The message is the sentence for the person at the keyboard: what is wrong and what to do."""

    code = REFUSED


class NotYet(Refused):
    """Refused now, but trying again may help."""

    code = TRY_LATER
