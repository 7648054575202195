/* What was typed before the log-in is sent at once; its button is for those without script. */
document.getElementById("carried").requestSubmit();
