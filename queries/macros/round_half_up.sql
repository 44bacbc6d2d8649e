-- Round half up at so many decimals; within 1e-9 of a half counts as the half (scoring.md section 5).
create or replace macro round_half_up(mark, decimals) as (
    floor((mark + 1e-9) * power(10, decimals) + 0.5) / power(10, decimals)
)
