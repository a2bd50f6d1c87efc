import { ENOUGH_ANSWERS } from "../../../worker/domain/submission/marks.ts"
/** Parameters of a fault and the title of any key; `title` is that of the field itself. */
export interface FaultWords {
  title: string
  unit: string
  with: Record<string, string | number>
  nameOf: (key: string) => string
}

/** Titles of checks that say what must hold; the others say what would be odd. */
const mustHold = /不能|不大于|应|通常|最多|至少|必须/

/** One sentence per rule: what is wrong, where, and how to mend it. */
export const faults = {
  rules: {
    unknown_key: ({ title, with: p }: FaultWords) =>
      Number(p["n"] ?? 1) > 1
        ? `“${title}”等 ${p["n"]} 项不是本评价口径的项目，没有保存。请从本页的表单填写。`
        : `“${title}”不是本评价口径的项目，没有保存。请从本页的表单填写。`,
    not_yours: ({ title }: FaultWords) => `“${title}”由其他机构提供，请不要在这里填写。`,
    too_long: ({ title, with: p }: FaultWords) => `${title}：内容过长，最多 ${p["max"]} 个字符。请只填数字。`,
    reason_too_long: ({ title, with: p }: FaultWords) =>
      `${title}：说明有 ${p["length"]} 个字，最多 ${p["max"]} 个。请缩短。`,
    not_a_number: ({ title, with: p }: FaultWords) =>
      `${title}：“${p["typed"]}”不是数字。请只填数字，例如 1280 或 12.5；不适用时填“不适用”。`,
    percent: ({ title, unit, with: p }: FaultWords) =>
      `${title}：填的是百分比“${p["typed"]}”。请填数量本身${unit && `（单位：${unit}）`}，比例由系统计算。`,
    other_unit: ({ title, unit, with: p }: FaultWords) =>
      `${title}：“${p["typed"]}”的单位不对${unit && `，这里的单位是${unit}`}。请换算后只填数字。`,
    not_whole: ({ title, with: p }: FaultWords) => `${title}：应填整数，不能填 ${p["typed"]}。`,
    not_yes_no: ({ title }: FaultWords) => `${title}：请选择“是”或“否”。`,
    below_min: ({ title, unit, with: p }: FaultWords) =>
      `${title}：不能小于 ${p["min"]} ${unit}（填写的是 ${p["typed"]}）。请核对。`,
    above_max: ({ title, unit, with: p }: FaultWords) =>
      `${title}：不能大于 ${p["max"]} ${unit}（填写的是 ${p["typed"]}）。请核对单位。`,
    not_one_of: ({ title, with: p }: FaultWords) =>
      `${title}：只能填 ${p["values"]} 中的一个（填写的是 ${p["typed"]}）。请核对。`,
    na_not_here: ({ title }: FaultWords) => `${title}：这一项不能填“不适用”。没有发生请填 0，不清楚请留空。`,
    nothing_typed: (_: FaultWords) => "还没有填写任何数据，不能提交。请先填写再提交。",
    evidence_gap_all: ({ title }: FaultWords) => `“${title}”要求前后佐证（照片或读数），一份也没有。`,
    evidence_gap_before: ({ title }: FaultWords) => `“${title}”缺少“之前”的佐证。`,
    evidence_gap_after: ({ title }: FaultWords) => `“${title}”缺少“之后”的佐证。`,
    evidence_alike: ({ title, with: p }: FaultWords) =>
      `“${title}”有 ${p["n"]} 份佐证与其他小区、季度或公司的相同或相近。`,
    adjusted_before: ({ title, with: p }: FaultWords) =>
      `${title}：上季度核查调整超出允许偏差（填报 ${p["typed"]}，核查 ${p["checked"]}），请再核对。`,
    changed_unasked: ({ title }: FaultWords) => `${title}：退回时没有询问，重新提交时改了。`,
    na_before: ({ title, unit, with: p }: FaultWords) =>
      `${title}：上季度是 ${p["before"]} ${unit}，本季度填了“不适用”。`,
    carry_unconfirmed: ({ title, unit, with: p }: FaultWords) =>
      `${title}：上次核定是 ${p["before"]} ${unit}，还没有确认。没有变请确认沿用，变了请改；要空着请说明原因。`,
    registry_differs: ({ title, unit, with: p }: FaultWords) =>
      `${title}：填报 ${p["value"]} ${unit}，小区登记是 ${p["registry"]} ${unit}。填错了请改正；登记已经过时请写明，由区县更新登记。`,
    same_as_last: ({ with: p }: FaultWords) => `全部 ${p["n"]} 个数字与上季度完全相同。`,
    few_answers_refused: ({ with: p }: FaultWords) =>
      `应提供 ${p["asked"]} 项，只回答了 ${p["answered"]} 项（${p["share"]}%）。本市本季度要求至少回答 ${Math.round(100 * ENOUGH_ANSWERS)}%，请补充后再提交。“不适用”写明原因才算回答。`,
    beyond_peers: ({ title, unit, with: p }: FaultWords) =>
      `${title}：填报 ${p["value"]} ${unit}，与上次发布里同规模的 ${p["n"]} 个小区相差很大（${p["low"] === p["high"] ? `中间一半都是 ${p["low"]} ${unit}` : `中间一半在 ${p["low"]} 到 ${p["high"]} ${unit}之间`}）。`,
    question_unanswered: ({ with: p, nameOf }: FaultWords) =>
      `${nameOf(String(p["key"]))}：核查人员有意见，数没有改。请写明回答（写好的请再看一遍），或者改数。`,
    return_unanswered: (_: FaultWords) =>
      "退回以后数没有改。请写明回答（写好的请再看一遍），或者按退回原因修改。",
    few_answers: ({ with: p }: FaultWords) =>
      `应提供 ${p["asked"]} 项，只回答了 ${p["answered"]} 项（${p["share"]}%），公开时标“数据不足”。“不适用”写明原因才算回答。`,
    unknown_mark: ({ title }: FaultWords) =>
      `“${title}”不是这份填报现在的标记，没有写入。请按本页列出的处理。`,
    changed_much: ({ title, unit, with: p }: FaultWords) =>
      `${title}：与上季度相比变化超过一半（上季度 ${p["before"]} ${unit}，本次 ${p["value"]} ${unit}）。`,
    above_hundred: ({ with: p, nameOf }: FaultWords) =>
      `${nameOf(String(p["key"]))}（${p["value"]}）大于${nameOf(String(p["wholeKey"]))}（${p["whole"]}）。`,
    checked_value_missing: ({ title }: FaultWords) => `${title}：选择“调整”时请填写核查后的数值。`,
    checked_value_wrong: ({ title, with: p }: FaultWords) =>
      `${title}：核查值“${p["typed"]}”不合要求（应为${p["max"] === "" ? `不小于 ${p["min"]} ` : ` ${p["min"]} 到 ${p["max"]} 之间`}的${p["whole"] ? "整数" : "数字"}）。`,
    checked_value_unused: ({ title }: FaultWords) =>
      `${title}：填了核查值，但意见不是“调整”。请改选“调整”，或清空核查值。`,
    reason_unused: ({ title }: FaultWords) =>
      `${title}：写了依据或问题，但意见是“接受”，不会转达。请改选“调整”或“询问”，或清空文字。`,
    adjust_reason_missing: ({ title }: FaultWords) => `${title}：选择“调整”时请写明依据。`,
    adjust_class_missing: ({ title }: FaultWords) => `${title}：选择“调整”时请选择依据的类别。`,
    question_missing: ({ title }: FaultWords) => `${title}：选择“询问”时请写明想问什么。`,
    taking_back_reason_missing: (_: FaultWords) => "撤回核实需要写明原因，对方会看到。",
    return_reason_missing: (_: FaultWords) => "退回需要写明原因，让对方知道要改什么。",
  },
  /** The words of a check of the edition, with what both sides are. */
  checks: {
    sides: {
      at_most: (left: string, right: string) => `（现为 ${left}，最多 ${right}）`,
      at_least: (left: string, right: string) => `（现为 ${left}，至少 ${right}）`,
      equals: (left: string, right: string) => `（现为 ${left}，应为 ${right}）`,
    },
    /** Of a value that may not exceed another one, which the edition says without words. */
    atMost: (value: string, limit: string) => `${value}不能大于${limit}`,
    both: (left: string, right: string, unit: string) =>
      `：请核对两个数（${left} ${unit}，${right} ${unit}）`,
    /** A side that is a sum, with what it is the sum of. */
    sum: (titles: readonly string[], total: string) =>
      `${titles.map((title) => `“${title}”`).join("+")}=${total}`,
    sentence: (title: string, sides: string) => `${title}${sides}。`,
    /** Which checks wait for what is empty: a title says what must hold, or what would be odd. */
    open: (titles: readonly string[], names: string) => {
      const told = titles.map((title) => title.split(/[：，]请/)[0] ?? title)
      const rules = told.filter((title) => mustHold.test(title)).map((title) => `“${title}”`)
      const odd = told.filter((title) => !mustHold.test(title)).map((title) => `“${title}”`)
      const asked = [
        ...(rules.length > 0 ? [`是否符合${rules.join("")}`] : []),
        ...(odd.length > 0 ? [`有没有${odd.join("")}的情况`] : []),
      ]
      return `没有填${names}，所以无法核对${asked.join("，也无法核对")}。`
    },
    names: "、",
  },
  /** Said to the person who types, after a soft fault. */
  ask: "请核对；属实请说明原因。",
  /** Said to the person who left empty what a check needs. */
  askOpen: "请补填；没有请说明原因。",
  /** Said after a hard check, to who types and to who verifies. */
  mend: "请核对并改正。",
  refuse: "这样不能通过：请调整或退回。",
  ruleId: (rule: string) => `规则 ${rule}`,
}
