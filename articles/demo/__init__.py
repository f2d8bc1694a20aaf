"""Demo content: invented people, agencies, sections, photos and stories, and how they come in.

people.json, agencies.json, sections.json and photos.json are lists; photos/ holds the pictures,
drawn by our own code; stories/ holds one file a story: JSON front matter between --- lines, then
paragraphs and `## ` subheads. Everybody named here is made up, and so is every figure.
"""
