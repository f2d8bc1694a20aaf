"""The readers' door. Every view starts from `Edition.objects.live()`; none asks who is asking."""
