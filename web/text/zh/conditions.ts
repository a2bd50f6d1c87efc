import { countedQuarters, windowQuarters } from "../../../worker/domain/selection/figures.ts"
import { LATE_DAYS } from "../../../worker/domain/submission/lateness.ts"

type With = Record<string, string | number>

/** Words of eligibility rules: the figures, the builder, and how a rule came out. */
export const conditions = {
  legend: (number: number) => `条件 ${number}`,
  lead: "每个条件都只看已发布的数据。选一个指标、一个比较和一个值就够了；会写表达式的，也可以直接写。",
  title: "条件名称",
  titleHint: "给申报人看的话，例如：年度基础分不低于 90",
  figure: "指标",
  noFigure: "不用指标（写表达式）",
  operator: "比较",
  value: "值",
  valueHint:
    "数字，例如 90。等次写代码：candidate 示范候选、good 优良、pass 达标、improve 待提升；区县写区划代码。",
  expression: "表达式",
  expressionHint: "写了表达式，就以表达式为准。语言是 CEL，例如 quarters.all(q, !q.scored || q.base >= 80)",
  guide: "指标和写法一览",
  guideLead: "指标名用在表达式里。没有发布的数据，结果是“缺数据”，不算符合。",
  quartersLead: `quarters 是到评选依据为止的 ${windowQuarters} 个季度，最早的在前；每个季度可以问：`,
  name: "名称",
  meaning: "意思",
  emptyRow: "不用的条件留空即可；清空一行就删掉这个条件。",
  operators: {
    ">=": "不低于 ≥",
    "<=": "不高于 ≤",
    ">": "高于 >",
    "<": "低于 <",
    "==": "等于 =",
    "!=": "不等于 ≠",
  },
  signs: { ">=": "≥", "<=": "≤", ">": ">", "<": "<", "==": "=", "!=": "≠" },
  figures: {
    base: "基础分",
    bonus: "加分",
    deductions: "扣分",
    final: "总分",
    ranking: "排名分（基础分减扣分）",
    min_quarter_base: `最近 ${countedQuarters} 个季度里最低的基础分`,
    rank: "排名",
    rank_p5: `名次范围的前端（权重浮动时）`,
    rank_p95: `名次范围的后端（权重浮动时）`,
    top10: "进入前十的把握",
    band: "等次",
    district: "区县（区划代码）",
    gates_failed_count: "未达到的基本要求",
    veto_count: `最近 ${windowQuarters} 个季度的一票否决次数`,
    veto_quarters: `最近 ${windowQuarters} 个季度里有一票否决的季度数`,
    reported_quarters: `最近 ${countedQuarters} 个季度里已评分的季度数`,
    on_time_quarters: `最近 ${countedQuarters} 个季度里按时报送的季度数`,
    tenure_months: "现任物业到评选依据截止时的服务月数",
  } as Record<string, string>,
  quarterFigures: {
    period: "季度，例如 2026Q2",
    band: "等次",
    scored: "是否已评分",
    base: "基础分",
    final: "总分",
    rank: "排名",
    gates_failed_count: "未达到的基本要求",
    veto_count: "一票否决次数",
    late: `报送：0 按时，1 晚 ${LATE_DAYS} 天以内，2 更晚`,
  } as Record<string, string>,
  units: { points: "分", place: "名", share: "", count: "", months: "个月", code: "" },
  outcomes: { pass: "符合", fail: "不符合", missing: "缺数据", error: "无法判断" },
  columns: { rule: "条件", outcome: "结果", reason: "依据" },
  required: (sign: string, value: string) => `要求 ${sign} ${value}`,
  unknown: "未发布",
  yes: "是",
  no: "否",
  none: "没有设条件",
  tableCaption: "逐条结果",
  eligible: "符合全部条件",
  ineligible: (failed: number) => `有 ${failed} 个条件不符合`,
  /** Why a rule could not be evaluated. */
  problems: {
    division_by_zero: "算到了除以零",
    overflow: "算出的数太大",
    no_such_quarter: "要看的季度不存在",
    failed: "算不出结果",
  } as Record<string, string>,
  otherProblem: "表达式写得不对，请主办方修改规则",
}

/** Sentences of faults in conditions, by rule. */
export const conditionSentences: Record<string, (p: With) => string> = {
  condition_figure: () => "请选一个指标，或者写表达式。",
  condition_operator: () => "请选一个比较。",
  condition_text_operator: () => "等次和区县只能比较“等于”或“不等于”。",
  condition_text: () => "请填等次或区县的代码，只用字母、数字和连字符。",
  condition_number: () => "请填一个数字，例如 90 或 0.8。",
  expression_empty: () => "请选指标，或者写表达式。",
  expression_too_long: (p) => `表达式太长，最多 ${p["most"]} 个字符。请拆成几个条件。`,
  expression_syntax: (p) =>
    `表达式在第 ${p["position"]} 个字符处写得不对。请检查括号、引号和运算符（并且写 &&，或者写 ||）。`,
  expression_unknown_figure: (p) => `没有叫“${p["name"]}”的指标。请照“指标和写法一览”里的名称写。`,
  expression_unknown_field: (p) => `表达式第 ${p["position"]} 个字符处问到季度没有的数据。`,
  expression_unknown_function: (p) =>
    `条件里不能用“${p["name"]}”。可以用 all、exists、exists_one、filter、map、size、startsWith、endsWith、contains。`,
  expression_name_taken: (p) => `“${p["name"]}”已经是指标的名称，请换一个变量名。`,
  expression_wrong_type: (p) =>
    `表达式第 ${p["position"]} 个字符起，比较的两边不是同一类：数字和文字不能相比。`,
  expression_not_boolean: () => "表达式的结果要是“是”或“否”，例如 base >= 90。",
  expression_number_too_large: () => "表达式里的数字太大。",
  expression_too_complex: () => "表达式太复杂。请拆成几个条件；不要在季度里再套季度。",
}
