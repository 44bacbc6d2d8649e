-- The document templates of the office that count: the newest file of each kind whose batch was not undone.
-- grain: kind
-- params:
-- columns: kind = of the document; sha256 = name of the kept file
select
    replace(batch_files.kind, 'template_', '') as kind,
    batch_files.file,
    batch_files.sha256,
    batch_files.batch_id
from raw.batch_files
inner join core.live_batches using (batch_id)
where starts_with(batch_files.kind, 'template_')
qualify row_number() over (partition by batch_files.kind order by batch_files.batch_id desc) = 1
order by batch_files.kind
