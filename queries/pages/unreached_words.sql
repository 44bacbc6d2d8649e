-- The responsible words of a year's stored tasks that reach no unit: names nobody bears, roles, open lists.
-- grain: word
-- params: year
-- columns: word = with @ where it means a group; tasks = numbers of the tasks that say it, in order; is_decided = a human
--   decided that it is settled task by task (逐项确定), or named units that are no more
select
    case when parties.is_group then '@' else '' end || parties.word as word,
    string_agg(distinct parties.task_no, '、' order by parties.task_no) as tasks,
    bool_or(decided_names.name is not null) as is_decided
from core.parties
left join core.decided_names on fold_name(parties.word) = decided_names.name
where parties.year = $year and parties.unit_id is null
group by parties.is_group, parties.word
order by is_decided, word
