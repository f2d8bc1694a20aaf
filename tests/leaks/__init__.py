"""The leak probe: words that stand in one unpublished field each, and every address walked by
those who may not read them.

words      canaries, and finding them in an answer
newsroom   what there is: stories by their state, the people to whom they are hidden
writing    a story with a canary in every field
states     the stories brought to their states by the verbs
readers    every address of the public site, from the URLconf
doors      every address of the staff's, from the admin's own list of them
rights     what staff may read of it all the same
desk       one person of the staff going from door to door
gate       what keeps a word from somebody; `gates_of_…` name each, and test_gates takes it away
"""
