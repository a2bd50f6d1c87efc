type With = Record<string, string | number>

/** Words that all pages of a programme share. */
export const selection = {
  title: "评选",
  card: { title: "评选", text: "起草规则、审查申报、组织评审、公示与公布" },
  nominationsCard: { title: "申报", text: "为符合条件的小区申报评选，查看进展" },
  judgingCard: { title: "评审", text: "接受邀请、申明利害关系，给分配到的候选小区评分" },
  phases: {
    draft: "起草",
    open: "申报",
    screening: "资格审查",
    review: "评审",
    shortlist: "入围",
    notice: "公示",
    decided: "公布",
    archived: "归档",
  },
  stopped: "已终止",
  sections: {
    overview: "概览",
    rules: "规则",
    nominations: "申报与审查",
    judges: "评委",
    assignment: "分配",
    results: "评分汇总",
    shortlist: "入围名单",
    notice: "公示与异议",
    awards: "入选与证书",
    archive: "归档与复核",
  },
  sectionsLabel: "本次评选的各个部分",
  stepsLabel: "进展",
  /** Said on every public page of a programme. */
  disclaimer: "本评选由主办方组织，不收取任何费用，不代表任何政府部门的命名或认定。",
  press: "据媒体报道",
  /** Sentences of refusals, by rule. */
  refusals: {
    programme_draft: (_: With) => "这次评选还没有开放，规则尚未生效。",
    programme_stopped: (p: With) =>
      `这次评选已经终止，不能再办理。${p["reason"] ? `终止原因：${p["reason"]}` : "原因见评选页面。"}`,
    programme_phase: (_: With) => "评选不在可以进行这项操作的阶段。请回到概览查看目前的阶段和下一步。",
  },
  /** Sentences of faults, by rule. */
  faults: {} as Record<string, (p: With) => string>,
}
