"""The letters about an order in English."""

ORDERS = (
    ("Utan {ditt} svar väntar vi.", "We wait until you have answered."),
    (
        "{Du} beställer inget nytt. {Du} bekräftar det {du} redan har beställt.",
        "You order nothing new. You confirm what you have already ordered.",
    ),
    (
        "Ändrar {du} {dig}? Ring oss på {telefon}. Hälsningar {kontakt}",
        "Changed your mind? Call us on {telefon}. Regards, {kontakt}",
    ),
    ("Ändrar {du} {dig}? Ring oss.", "Changed your mind? Call us."),
    ("Vi behöver {ditt} svar om {regnr}", "We need your answer about {regnr}"),
    (
        "Vi hittade {antal}. Svara före {svara_före} så är bilen klar {klar}.",
        "We found {antal}. Answer before {svara_före} and the car is ready {klar}.",
    ),
    (
        "Vi hittade {antal}. Svara helst före {svara_före}.",
        "We found {antal}. Please answer before {svara_före}.",
    ),
    ("Vi hittade {antal}.", "We found {antal}."),
    ("Vi hittade {antal} till på {din} {bil}", "We found {antal} more on your {bil}"),
    (
        "{hej} Se foton och pris och svara på varje jobb.",
        "{hej} See photos and prices and answer each job.",
    ),
    ("{svara_före}", "{svara_före}"),
    ("Svara före", "Answer before"),
    ("Visa vad vi hittade", "Show what we found"),
    (
        "Påminnelse: vi behöver {ditt} svar om {regnr}",
        "Reminder: we need your answer about {regnr}",
    ),
    ("{Ditt} tillägg för {regnr}", "Your addition for {regnr}"),
    (
        "Tack, {kund}! Tillägget är beställt.",
        "Thank you, {kund}! The addition is ordered.",
    ),
    ("Tack! Tillägget är beställt.", "Thank you! The addition is ordered."),
    ("Orderbekräftelse {nummer}, {regnr}", "Order confirmation {nummer}, {regnr}"),
    ("Kontrollera att allt stämmer.", "Check that everything is right."),
    ("Stämmer det här?", "Is this right?"),
    (
        "{hej} Här är det vi kom överens om, vad det kostar och när bilen är klar.",
        "{hej} This is what we agreed, what it costs and when the car is ready.",
    ),
    ("Visa orderbekräftelsen", "Show the order confirmation"),
    (
        "Påminnelse: orderbekräftelse {nummer}, {regnr}",
        "Reminder: order confirmation {nummer}, {regnr}",
    ),
    ("Bekräftad order {nummer}, {regnr}", "Confirmed order {nummer}, {regnr}"),
    (
        "Orderbekräftelsen är bifogad som PDF.",
        "The order confirmation is attached as a PDF.",
    ),
    ("Tack! Då är vi överens.", "Thank you! Then we agree."),
    (
        "{Du} bekräftade {datum} kl.\u00a0{tid} att allt stämmer.",
        "You confirmed on {datum} at {tid} that everything is right.",
    ),
    (
        "Orderbekräftelsen finns i den bifogade PDF:en.",
        "The order confirmation is in the attached PDF.",
    ),
    ("Vi hör av oss.", "We will be in touch."),
    (
        "{hej} {Du} har svarat att något i orderbekräftelsen är fel. Vi hör av oss.",
        "{hej} You answered that something in the confirmation is wrong. We will be in touch.",
    ),
)
