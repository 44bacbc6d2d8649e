-- Every name that a responsible word may be near to: ids, names and aliases of units, words for groups.
-- grain: name, shown
-- params:
-- columns: name = folded; shown = what a decision would say: the unit's name today, or @ and the group word
select
    unit_names.name,
    units.name as shown
from core.unit_names
inner join core.units using (unit_id)
union
select
    word as name,
    '@' || word as shown
from core.group_words
order by shown, name
