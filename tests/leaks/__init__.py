"""The leak probe: words that stand in one unpublished field each, and every address walked by
those who may not read them.

words      canaries, and finding them in an answer
newsroom   stories in every state that hides something, and the people to whom it is hidden
readers    every address of the public site, from the URLconf
desk       every address of the staff's, from the admin's own list of them
gates      one gate after another is taken away: the probe must notice each
"""
