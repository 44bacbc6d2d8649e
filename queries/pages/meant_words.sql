-- One row per responsible word asked: does a unit or group bear it, and what a human decided that it means.
-- grain: word
-- params: words
-- columns: word = as asked, with @ where it means a group; is_borne = a unit or a group bears it; is_decided = a human decided;
--   means = names of units and @ words of groups it then means, empty where nobody by itself
with

asked as (
    select distinct unnest($words) as word
),

folded as (
    select
        word,
        starts_with(word, '@') as is_group,
        ltrim(fold_name(word), '@') as name
    from asked
)

select
    folded.word,
    bool_or(unit_names.name is not null or group_words.word is not null) as is_borne,
    bool_or(decided_names.name is not null) as is_decided,
    coalesce(
        list(distinct decided_names.means order by decided_names.means)
        filter (where decided_names.means is not null),
        []
    ) as means
from folded
left join core.unit_names on not folded.is_group and folded.name = unit_names.name
left join core.group_words on folded.is_group and regexp_replace(folded.name, '^各', '') = group_words.word
left join core.decided_names on folded.name = decided_names.name
group by folded.word
