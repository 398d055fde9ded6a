"""The app. The only package that imports textual."""
