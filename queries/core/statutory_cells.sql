-- One row per cell of the statutory tables two to four of the annual report (国办公开办函〔2021〕30号), in official order.
-- This is the one list of their rows and columns: imports, checks, the form and the report all read it.
-- grain: table_no, row_no, column_no
-- params:
-- columns: block = rows that share their columns, as the official layout sets them; block_words = its caption;
--     section, grouping = official words over a row; row_mark = its number there; row_code = the numbers from the
--     section down, null where the official table numbers nothing; row_label, column_label = unique inside the table;
--     row_remark, column_remark = official words in brackets behind a name; over_words = words over a column;
--     is_decimal = amounts, not counts
with

tables (table_no, table_code, table_words) as (
    values
    (2, '二', '主动公开政府信息情况'),
    (3, '三', '收到和处理政府信息公开申请情况'),
    (4, '四', '因政府信息公开工作被申请行政复议、提起行政诉讼情况')
),

blocks (table_no, block, block_words) as (
    values
    (2, 'documents', '第二十条第（一）项'),
    (2, 'licences', '第二十条第（五）项'),
    (2, 'penalties', '第二十条第（六）项'),
    (2, 'fees', '第二十条第（八）项'),
    (3, 'requests', '申请人情况'),
    (4, 'disputes', null)
),

rows_of (block, row_no, row_code, section, grouping, row_mark, row_words, row_remark) as (
    values
    ('documents', 1, null, null, null, null, '规章', null),
    ('documents', 2, null, null, null, null, '行政规范性文件', null),
    ('licences', 3, null, null, null, null, '行政许可', null),
    ('penalties', 4, null, null, null, null, '行政处罚', null),
    ('penalties', 5, null, null, null, null, '行政强制', null),
    ('fees', 6, null, null, null, null, '行政事业性收费', null),
    ('requests', 1, '一', null, null, '一、', '本年新收政府信息公开申请数量', null),
    ('requests', 2, '二', null, null, '二、', '上年结转政府信息公开申请数量', null),
    ('requests', 3, '三（一）', '三、本年度办理结果', null, '（一）', '予以公开', null),
    (
        'requests', 4, '三（二）', '三、本年度办理结果', null, '（二）', '部分公开',
        '（区分处理的，只计这一情形，不计其他情形）'
    ),
    ('requests', 5, '三（三）1', '三、本年度办理结果', '（三）不予公开', '1.', '属于国家秘密', null),
    ('requests', 6, '三（三）2', '三、本年度办理结果', '（三）不予公开', '2.', '其他法律行政法规禁止公开', null),
    ('requests', 7, '三（三）3', '三、本年度办理结果', '（三）不予公开', '3.', '危及“三安全一稳定”', null),
    ('requests', 8, '三（三）4', '三、本年度办理结果', '（三）不予公开', '4.', '保护第三方合法权益', null),
    ('requests', 9, '三（三）5', '三、本年度办理结果', '（三）不予公开', '5.', '属于三类内部事务信息', null),
    ('requests', 10, '三（三）6', '三、本年度办理结果', '（三）不予公开', '6.', '属于四类过程性信息', null),
    ('requests', 11, '三（三）7', '三、本年度办理结果', '（三）不予公开', '7.', '属于行政执法案卷', null),
    ('requests', 12, '三（三）8', '三、本年度办理结果', '（三）不予公开', '8.', '属于行政查询事项', null),
    ('requests', 13, '三（四）1', '三、本年度办理结果', '（四）无法提供', '1.', '本机关不掌握相关政府信息', null),
    ('requests', 14, '三（四）2', '三、本年度办理结果', '（四）无法提供', '2.', '没有现成信息需要另行制作', null),
    ('requests', 15, '三（四）3', '三、本年度办理结果', '（四）无法提供', '3.', '补正后申请内容仍不明确', null),
    ('requests', 16, '三（五）1', '三、本年度办理结果', '（五）不予处理', '1.', '信访举报投诉类申请', null),
    ('requests', 17, '三（五）2', '三、本年度办理结果', '（五）不予处理', '2.', '重复申请', null),
    ('requests', 18, '三（五）3', '三、本年度办理结果', '（五）不予处理', '3.', '要求提供公开出版物', null),
    ('requests', 19, '三（五）4', '三、本年度办理结果', '（五）不予处理', '4.', '无正当理由大量反复申请', null),
    (
        'requests', 20, '三（五）5', '三、本年度办理结果', '（五）不予处理', '5.',
        '要求行政机关确认或重新出具已获取信息', null
    ),
    (
        'requests', 21, '三（六）1', '三、本年度办理结果', '（六）其他处理', '1.',
        '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请', null
    ),
    (
        'requests', 22, '三（六）2', '三、本年度办理结果', '（六）其他处理', '2.',
        '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请', null
    ),
    ('requests', 23, '三（六）3', '三、本年度办理结果', '（六）其他处理', '3.', '其他', null),
    ('requests', 24, '三（七）', '三、本年度办理结果', null, '（七）', '总计', null),
    ('requests', 25, '四', null, null, '四、', '结转下年度继续办理', null),
    ('disputes', 1, null, null, null, null, '行政复议', null),
    ('disputes', 2, null, '行政诉讼', null, null, '未经复议直接起诉', null),
    ('disputes', 3, null, '行政诉讼', null, null, '复议后起诉', null)
),

columns_of (block, column_no, over_words, column_words, column_remark, is_decimal) as (
    values
    ('documents', 1, null, '本年制发件数', null, false),
    ('documents', 2, null, '本年废止件数', null, false),
    ('documents', 3, null, '现行有效件数', null, false),
    ('licences', 4, null, '本年处理决定数量', null, false),
    ('penalties', 4, null, '本年处理决定数量', null, false),
    ('fees', 5, null, '本年收费金额', '（单位：万元）', true),
    ('requests', 1, null, '自然人', null, false),
    ('requests', 2, '法人或其他组织', '商业企业', null, false),
    ('requests', 3, '法人或其他组织', '科研机构', null, false),
    ('requests', 4, '法人或其他组织', '社会公益组织', null, false),
    ('requests', 5, '法人或其他组织', '法律服务机构', null, false),
    ('requests', 6, '法人或其他组织', '其他', null, false),
    ('requests', 7, null, '总计', null, false),
    ('disputes', 1, null, '结果维持', null, false),
    ('disputes', 2, null, '结果纠正', null, false),
    ('disputes', 3, null, '其他结果', null, false),
    ('disputes', 4, null, '尚未审结', null, false),
    ('disputes', 5, null, '总计', null, false)
)

select
    tables.table_no,
    rows_of.row_no,
    columns_of.column_no,
    tables.table_code,
    tables.table_words,
    blocks.block,
    blocks.block_words,
    rows_of.row_code,
    rows_of.section,
    rows_of.grouping,
    rows_of.row_mark,
    rows_of.row_words,
    rows_of.row_remark,
    columns_of.over_words,
    columns_of.column_words,
    columns_of.column_remark,
    columns_of.is_decimal,
    concat_ws(' ', coalesce(rows_of.row_code, rows_of.section), rows_of.row_words) as row_label,
    concat(columns_of.column_words, columns_of.column_remark) as column_label
from tables
inner join blocks using (table_no)
inner join rows_of using (block)
inner join columns_of using (block)
order by tables.table_no, rows_of.row_no, columns_of.column_no
