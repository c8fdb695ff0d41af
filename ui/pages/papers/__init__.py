"""規程と様式: every form by scene and by article, looked at before it is made; the papers that came back."""
