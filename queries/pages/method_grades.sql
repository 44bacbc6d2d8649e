-- The grades of the year's scheme, highest first, with their quotas.
-- grain: grade
-- params: edition
-- columns: minimum = lowest printed score of the grade; quota = share of a group's ranked units, cumulative from the
--   top, null without one
select
    grades.name as grade,
    grades.minimum,
    grades.quota
from scheme.grades
where grades.edition_id = $edition
order by grades.grade_no
