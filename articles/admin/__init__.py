"""The staff's door. Starts from `visible_to(user)`; buttons call verbs.

Every module here is imported by newsroom.apps when Django is ready, so a screen registers by
being there. Nothing is imported in this file: `site` comes before the screens that register on it.
"""
