from django import forms


class LogInForm(forms.Form):
    email = forms.CharField(max_length=254)
    password = forms.CharField(max_length=1024, strip=False)
    next = forms.CharField(required=False, max_length=2000)
    carried = forms.CharField(required=False)
    """What was posted when the session had ended, sealed; it is put back as it was."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.strip().casefold()
