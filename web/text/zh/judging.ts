import type { ConflictStep } from "../../../worker/domain/selection/conflicts.ts"

type With = Record<string, string | number>

/** How each step of a conflict is tied to the one before, with its name. */
const ties: Record<ConflictStep["by"], (name: string) => string> = {
  self: () => "评委",
  member: (name) => `任职于${name}`,
  former_member: (name) => `曾任职于${name}`,
  manages: (name) => `管理${name}`,
  managed: (name) => `曾管理${name}`,
  governs: (name) => `管辖${name}`,
  nominates: (name) => `申报${name}`,
  stands_in: (name) => `辖内的${name}`,
  declared: (name) => `申明与${name}有利害关系`,
}

const kinds = { member: "现有关系", former: "曾有关系", declared: "本人申明", rival: "同类别竞争" }

/** The way of a conflict in words: who is tied to what. */
const way = (path: readonly ConflictStep[]) =>
  path
    .filter(({ by }) => by !== "self")
    .map(({ by, name }) => ties[by](name))
    .join(" → ")

/** A conflict as a refusal carries it. */
function because(p: With): string {
  const path = JSON.parse(String(p["path"] ?? "[]")) as ConflictStep[]
  if (path.length === 0) return "这一回避已记录在案"
  const rival = p["kind"] === "rival" ? "，而且在同一类别有自己的候选小区" : ""
  return `${way(path)}${rival}`
}

export const judging = {
  title: "评审",
  way,
  kinds,
  states: { invited: "已邀请，待答复", accepted: "已接受", declined: "已谢绝", removed: "已移除" },
  readiness: {
    over: "不再是评委",
    unanswered: "还没有答复邀请",
    unverified: "还没有核对身份",
    undeclared: "还没有申明利害关系",
  },
  ready: "可以分配",
  foundOn: {
    invitation: "邀请时",
    assignment: "分配时",
    bulk: "批量分配时",
    opening: "打开候选小区时",
    scoring: "评分时",
    freezing: "冻结名单时",
  },
  reviewStates: { none: "未开始", draft: "草稿", submitted: "已提交", abstained: "弃权" },

  judges: {
    lead: "评委是主办方的成员。先邀请，核对身份，由本人申明利害关系，然后才能分配候选小区。",
    caption: "评委、准备情况与进度",
    name: "评委",
    state: "状态",
    prepared: "准备情况",
    conflicts: "回避",
    conflictCount: (n: number) => (n === 0 ? "无" : `${n} 个候选小区`),
    assigned: "已分配",
    draft: "草稿",
    submitted: "已评",
    abstained: "弃权",
    last: "最近评分",
    never: "还没有",
    open: (name: string) => `查看${name}`,
    inviteTitle: "邀请评委",
    inviteField: "成员",
    inviteHint: "只列出角色是评委、还没有受邀的成员。邀请后立即核查利害关系，并发信通知本人。",
    invite: "邀请",
    nobody: "没有可以邀请的成员。请先在“成员”页邀请评委加入主办方。",
    members: "去邀请成员",
    none: { title: "还没有评委", text: "请邀请评委。每个候选小区需要规则所定的评委人数。" },
    phaseOver: "评审已结束，评委名单不再变动。",
  },

  judge: {
    invitedAt: "邀请时间",
    answeredAt: "答复时间",
    identity: "身份",
    verifiedAt: (when: string) => `${when} 已核对证件`,
    notVerified: "还没有核对",
    interests: "利害关系",
    declaredAt: (when: string) => `${when} 已申明`,
    notDeclared: "本人还没有申明",
    declaredNone: "申明没有利害关系",
    note: "说明",
    notSeated: "这位评委已不是主办方的评委成员。请移除，并重新分配。",
    sameAs: "与另一位评委是同一个人，已移除这个账号；两个账号的任职都计入回避。",
    endedBecause: (reason: string) => `移除原因：${reason}`,
    progress: "进度",
    progressText: (p: { assigned: number; submitted: number; abstained: number; draft: number }) =>
      `分配 ${p.assigned} 个候选小区：已评 ${p.submitted}，弃权 ${p.abstained}，草稿 ${p.draft}。`,
    noProgress: "还没有分配候选小区。",
    conflictsTitle: "须回避的候选小区",
    conflictsLead: "由任职、管理、辖区、申报和本人申明推出，随时重新核查。记录只增不删。",
    noConflicts: "目前没有发现利害关系。市级主管部门的任职本身不算利害关系。",
    conflictsShown: (shown: number, all: number) =>
      `共 ${all} 项，这里只列前 ${shown} 项；其余见“分配”页，按候选小区列出。`,
    conflictsCaption: "须回避的候选小区与原因",
    code: "盲审编号",
    estate: "候选小区",
    kind: "种类",
    why: "原因",
    found: "发现",
    identityTitle: "核对身份",
    identityLead:
      "请看过原件再填写。系统只保存证件号码的加密摘要，用来发现同一个人的两个账号；号码本身不保存，也无法还原。",
    documentKind: "证件种类",
    documents: {
      resident_id: "居民身份证",
      passport: "护照",
      travel_permit: "港澳台居民来往内地（大陆）通行证",
      other: "其他有效证件",
    },
    number: "证件号码",
    samePerson: "确认是同一个人：结束这个账号的评委身份，两个账号的任职都计入回避",
    verify: "已看过证件，保存",
    verifyAgain: "重新核对，保存",
    removeTitle: "移除评委",
    removeLead:
      "正在进行的分配会结束，已提交的评分作废（留有记录，不再计入）。之后请重新分配，为候选小区补上评委。",
    reason: "原因",
    remove: "移除这位评委",
  },

  done: {
    invited: "已邀请，并已核查利害关系。",
    verified: "已记录身份核对。",
    same_person: "已确认是同一个人，这个账号的评委身份已结束。",
    removed: "已移除这位评委，其评分已作废。请重新分配，为候选小区补上评委。",
    ran: "分配已完成。",
    given: "已分配。",
    imported: "文件中的分配已全部导入。",
    accepted: "已接受邀请。请申明利害关系。",
    declined: "已谢绝邀请。",
    declared: "已申明。与此有关的候选小区不会分配给您。",
    none_declared: "已申明没有利害关系。以后有变化，请随时补充。",
  } as Record<string, string | undefined>,

  assignment: {
    lead: (n: number) => `每个候选小区由 ${n} 位评委评分，须回避的不分配，各评委的数量最多相差一个。`,
    preview: "试算分配",
    previewTitle: "试算结果（尚未保存）",
    previewText: (p: { added: number; ended: number; moved: number; conflicts: number }) =>
      `将新增 ${p.added} 项分配，结束 ${p.ended} 项，原有分配变动 ${p.moved} 项；新发现利害关系 ${p.conflicts} 项。`,
    previewLoads: "各评委将有的候选小区",
    judge: "评委",
    load: "数量",
    run: "按规则分配",
    runAgain: "重新分配（尽量少变动）",
    runHint: "种子写在规则里，任何人可以重算。已提交评分的分配不会变动。",
    shortTitle: "评委不足的候选小区",
    shortText: (p: { missing: number; conflicted: number }) =>
      p.conflicted > 0
        ? `还差 ${p.missing} 位：${p.conflicted} 位评委须回避。请增加评委。`
        : `还差 ${p.missing} 位：可以分配的评委不够。请邀请评委，或完成身份核对和申明。`,
    noShort: "所有候选小区的评委都够。",
    notReady: "还不能分配的评委",
    tableCaption: "候选小区、评委与回避",
    code: "盲审编号",
    category: "类别",
    estate: "候选小区",
    given: "评委",
    away: "须回避",
    missing: (n: number) => `还差 ${n} 位`,
    none: { title: "还没有可以分配的候选小区", text: "候选小区通过资格审查后才能分配给评委。" },
    oneTitle: "单独分配",
    oneLead: "为一个候选小区加一位评委。须回避的会被拒绝，并说明原因。",
    give: "分配",
    fileTitle: "用文件分配",
    fileLead: "CSV 或 Excel，两列：盲审编号、评委邮箱。先整体核对，全部无误才导入；不会结束已有的分配。",
    file: "文件",
    check: "核对文件",
    download: "下载现有分配（CSV）",
    runsTitle: "分配记录",
    runsCaption: "历次分配",
    runNumber: "第几次",
    runKind: "方式",
    runKinds: { bulk: "按规则", file: "文件", single: "单独" },
    runAt: "时间",
    runMoved: "变动",
    runShort: "评委不足",
    phaseOver: "评审已结束，分配不再变动。",
    notYet: "资格审查开始后才能分配。",
    choose: "请选择",
  },

  file: {
    title: "用文件分配",
    faultsTitle: (n: number) => `文件有 ${n} 处不对，没有导入任何内容`,
    faultsText: "请改好文件，再上传一次。",
    line: "行",
    lineNumber: (n: number) => `第 ${n} 行`,
    whole: "整个文件",
    what: "问题",
    summary: (added: number, standing: number) =>
      standing > 0 ? `将导入 ${added} 项分配；另有 ${standing} 项已经存在。` : `将导入 ${added} 项分配。`,
    nothing: "文件中的分配都已存在，没有需要导入的。",
    confirm: (n: number) => `导入这 ${n} 项`,
    back: "返回分配",
    caption: "将导入的分配",
    shown: (n: number) => `只显示前 ${n} 项。`,
    columns: {
      code: "盲审编号",
      email: "评委邮箱",
      judge: "评委",
      category: "类别",
      estate: "小区",
      review: "评分状态",
    },
  },

  own: {
    lead: "您担任评委的评选，和要办的事。",
    none: { title: "没有评审任务", text: "主办方邀请您担任评委后，会显示在这里。" },
    programme: "评选",
    due: "要办的事",
    progress: (submitted: number, assigned: number) => `已评 ${submitted}，共 ${assigned}`,
    todo: {
      answer: "答复邀请",
      declare: "申明利害关系",
      score: (n: number) => `还有 ${n} 个候选小区待评`,
      wait: "等待分配",
      nothing: "已全部完成",
      over: "已结束",
    },
    open: "打开",
    answerTitle: "答复邀请",
    answerText: "接受后请申明利害关系；主办方核对您的身份后，会分配候选小区给您。",
    answerField: "您的答复",
    accept: "接受邀请",
    decline: "谢绝",
    send: "提交答复",
    blind: "盲审：候选小区只用编号表示。请不要打听编号背后是哪个小区；如果认出来并且有利害关系，请立即申明。",
    candidates: "分配给您的候选小区",
    candidatesCaption: "分配给您的候选小区与评分状态",
    code: "编号",
    category: "类别",
    review: "评分",
    score: "评分",
    noCandidates: "还没有分配给您的候选小区。",
    taken: (n: number) => `有 ${n} 个候选小区因回避已收回，相应评分不再计入。`,
    interestsTitle: "利害关系",
    interestsText:
      "任职、亲属任职、业务往来、居住或投资所在的机构、小区和地方都请申明。可随时补充，申明后不能删除。",
    noInterests: "您申明没有利害关系。",
    notDeclared: "您还没有申明。没有申明之前不会分配候选小区。",
    declare: "申明利害关系",
    none_to_declare: "我没有利害关系",
    addTitle: "补充申明",
    over: "您不再担任这次评选的评委，不能再评分。如有疑问，请联系主办方。",
  },

  interests: {
    title: "申明利害关系",
    lead: "从公开的机构、小区和行政区划中查找。这里的名单与候选小区无关，查找也不会透露候选小区。",
    kind: "种类",
    kinds: { organisation: "机构", estate: "小区", place: "地方（区县、街道或社区）" },
    word: "名称",
    wordHint: "名称的一部分；小区也可以用拼音首字母。",
    search: "查找",
    found: (n: number): string => (n === 0 ? "没有找到。请换一个词，或换一个种类。" : "请选择一个"),
    most: "只显示前 30 个，请把名称写得更完整。",
    note: "说明（选填）",
    noteHint: "例如：本人任职、亲属任职、居住。不要写他人姓名。",
    add: "申明",
    declared: "已申明",
    caption: "已申明的利害关系",
    name: "名称",
    at: "时间",
    noneTitle: "没有利害关系",
    noneText: "如果与任何机构、小区和地方都没有利害关系，请这样申明。以后可以补充。",
    placeHint: "申明一个地方，等于申明其中的所有小区。",
  },

  /** Sentences of refusals, by rule. */
  refusals: {
    judge_over: () => "这位评委在这次评选中已经结束，不能再更改。",
    judge_answered: () => "这份邀请已经答复过了。",
    interests_declared: () => "您已经申明过利害关系。有变化请补充申明。",
    assign_conflict: (p: With) =>
      `不能把 ${p["code"]} 分配给${p["name"]}，须回避：${because(p)}。请选择别的评委。`,
  } as Record<string, (p: With) => string>,
  /** Sentences of faults, by rule. */
  faults: {
    judge_member_missing: () => "请选择一位评委成员。",
    judge_invited_already: () => "这位成员已经受邀。请在名单中查看。",
    judge_reason_missing: () => "请写明移除的原因，会留在记录里。",
    judge_reason_long: (p: With) => `原因最多 ${p["max"]} 字，请写短一些。`,
    answer_missing: () => "请选择接受或谢绝。",
    identity_kind_missing: () => "请选择证件种类。",
    identity_number_missing: () => "请填写证件号码。",
    identity_number_wrong: () => "身份证号码不对：应为 18 位，最后一位是校验码。请对照证件核对。",
    identity_number_shape: () => "证件号码应为 5 至 30 位字母和数字。请对照证件核对。",
    identity_taken: (p: With) =>
      `这个证件已用于另一位评委“${p["name"]}”：同一个人不能用两个账号评审。请核对号码；如果确实是同一个人，请勾选确认，结束这个账号。`,
    interest_missing: () => "请先查找，再选择一个机构、小区或地方。",
    interest_unknown: () => "没有这个机构、小区或地方。请重新查找。",
    interest_known: (p: With) => `“${p["name"]}”已经申明过了。`,
    interest_note_long: (p: With) => `说明最多 ${p["max"]} 字，请写短一些。`,
    assign_no_candidates: () => "还没有通过资格审查的候选小区，无从分配。",
    assign_no_judges: () => "没有可以分配的评委：评委须接受邀请、核对身份并申明利害关系。",
    assign_code_missing: () => "缺盲审编号。",
    assign_code_unknown: (p: With) =>
      p["code"]
        ? `没有盲审编号是“${p["code"]}”的候选小区。请对照分配表。`
        : "没有这个盲审编号的候选小区。请对照分配表。",
    assign_email_missing: () => "缺评委邮箱。",
    assign_judge_unknown: (p: With) =>
      p["email"] ? `“${p["email"]}”不是这次评选的评委。请对照评委名单。` : "请选择一位评委。",
    assign_judge_not_ready: (p: With) =>
      `${p["email"] ? `评委“${p["email"]}”` : "这位评委"}还不能分配：须接受邀请、核对身份并申明利害关系。`,
    assign_already: () => "这位评委已经有这个候选小区。",
    assign_twice: (p: With) => `${p["name"]}与 ${p["code"]} 在第 ${p["line"]} 行已经出现过。`,
    assign_conflict: (p: With) => `不能把 ${p["code"]} 分配给${p["name"]}，须回避：${because(p)}。`,
  } as Record<string, (p: With) => string>,
}
