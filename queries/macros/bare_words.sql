-- Words and numbers without what only sets them apart: blanks, brackets, quotation marks, points, commas, dashes.
create or replace macro bare_words(words) as (
    regexp_replace(fold_name(words), '[(){}【】《》“”‘’"''、，,。．.：:；;—–·/_-]', '', 'g')
)
