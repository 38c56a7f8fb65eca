"""Which kind of key person somebody is, by the title on the card."""

from collections.abc import Sequence


def best_profile(job_title: str, profiles: Sequence[tuple[int, str, str]]) -> int | None:
    """The id of the profile (id, name, title words) that the job title points to; the longest word wins."""
    if not job_title.strip():
        return None
    title = f" {job_title.casefold()} "
    found: list[tuple[int, int]] = []
    for profile_id, name, title_words in profiles:
        words = [name, *title_words.splitlines()]
        hits = [len(word.strip()) for word in words if word.strip() and word.strip().casefold() in title]
        if hits:
            found.append((-max(hits), profile_id))
    return min(found)[1] if found else None
