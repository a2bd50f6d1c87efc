import type { ProblemWords } from "./problem-words.ts"

/** Problems of requests about programmes (评选), by code. */
export const selectionProblems = {
  programme_draft: {
    title: "评选还没有开放",
    why: "规则还在起草，没有生效。",
    mend: "等主席在页面上开放评选之后再试。",
  },
  programme_stopped: {
    title: "评选已经终止",
    why: "终止之后什么也不能再办理，记录保留。",
    mend: "原因见评选页面（stopReason）。不能恢复；需要时另办一次评选。",
  },
  programme_phase: {
    title: "不在这个阶段",
    why: "评选所处的阶段（parameters.phase）不能进行这项操作。",
    mend: "GET 一次评选看 phase；到了相应的阶段再做。",
  },
  next_before_deadline: {
    title: "申报还没有截止",
    why: "资格审查要等截止日 23:59:59（北京时间）过去。",
    mend: "截止日在规则的 dates.closeDay；过后再试。",
  },
  next_missing: {
    title: "还有事没有完成",
    why: "进入下一阶段之前要完成的事，逐条列在 faults 里。",
    mend: "例如先做资格审查（screening），再分配评委（assignments），然后换新的 Idempotency-Key 再试。",
  },
  conflict_of_interest: {
    title: "须回避",
    why: "评委与候选小区之间有利害关系，path 逐步写明是怎样的关系。没有分配，并已登记回避。",
    mend: "换一位评委。评委的情况有误时，请在页面上更正，不能绕过。",
  },
  nomination_not_begun: {
    title: "申报还没有开始",
    why: "没有到规则里的 dates.openDay。",
    mend: "开始之后再申报。",
  },
  nomination_closed: {
    title: "申报已经截止",
    why: "截止日 23:59:59（北京时间）已过，不能再申报、修改或提交。",
    mend: "不能补交。已提交的仍可以撤回（withdrawal）。",
  },
  nomination_taken: {
    title: "已经有申报",
    why: "一个小区在一个类别只有一份申报；parameters.by 是申报单位，own 为 1 时就是本机构。",
    mend: "联系申报单位，或者换一个类别。",
  },
  nomination_press: {
    title: "没有发布的数据",
    why: "这个小区只有媒体报道的记录，不能申报。",
    mend: "换一个参加评价的小区。",
  },
  nomination_retired: {
    title: "小区已停止参评",
    why: "停止参评的小区不能申报。",
    mend: "换一个小区；登记有误时请主管部门恢复参评。",
  },
  nomination_not_in_basis: {
    title: "评选依据里没有这个小区",
    why: "评选所依据的发布（规则的 basis）没有这个小区的数据。",
    mend: "换一个在那次发布里的小区；见 GET /api/v1/releases/{period}。",
  },
  nomination_submitted: {
    title: "申报已经提交",
    why: "提交之后内容和数据都已固定，不能再改。",
    mend: "要修改，先撤回（withdrawal），再重新申报。",
  },
  nomination_withdrawn: {
    title: "申报已经撤回",
    why: "撤回的申报不再起作用。",
    mend: "申报期内可以重新申报（POST /nominations）。",
  },
  feedback_early: {
    title: "评审反馈还不能看",
    why: "反馈在入选公布之后才有。",
    mend: "GET 一次评选看 phase；decided 之后再试。",
  },
  attachments_closed: {
    title: "附件不能再增减",
    why: "申报已提交或已撤回，或者不在申报期内。",
    mend: "已提交的先撤回（withdrawal），再重新申报；申报期见规则的 dates。",
  },
  nomination_decided: {
    title: "评选结果已经公布",
    why: "公布之后，只有还在递补名单里的申报可以撤回：其他小区的名次不受影响。",
    mend: "入选小区的问题请联系主办方。",
  },
  nomination_not_own: {
    title: "不是本机构的申报",
    why: "只有申报单位能修改自己的申报；主办方看得到，但不能代改。",
    mend: "请申报单位修改。",
  },
} satisfies Record<string, ProblemWords>
