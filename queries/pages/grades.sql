-- The grades of the year's scheme, highest first.
-- grain: grade
-- params: edition
-- columns: minimum = lowest printed score of the grade
select
    grades.name as grade,
    grades.minimum
from scheme.grades
where grades.edition_id = $edition
order by grades.grade_no
