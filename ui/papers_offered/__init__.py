"""What the page 規程と様式 offers for each form, a module a scene; ``table.offers`` holds them all."""
