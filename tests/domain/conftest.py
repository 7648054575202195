from hypothesis import settings

# The machines are shared: a slow example is no fault of the rule that is tried.
settings.register_profile("domain", deadline=None, max_examples=60)
settings.load_profile("domain")
