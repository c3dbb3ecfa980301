"""How it looks: form fields, components, base templates, colours with symbols."""
