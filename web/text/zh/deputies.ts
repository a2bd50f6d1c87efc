import { MOST_LEAVE_DAYS } from "../../../worker/domain/organisation/deputies.ts"

type With = Record<string, string | number>

/** 代理: who stands in for whom while somebody is away. */
export const deputies = {
  title: "请假与代理",
  card: { title: "请假与代理", text: "请假期间由同事代理，查看谁在代理谁" },
  lead: "请假期间可以请本机构的一位同事代理：到期自动结束，随时可以收回，每一步都记明是代理谁做的。代理不能再转给别人，也不能管理成员和密钥。",
  none: "现在没有代理。",
  standsFor: (deputy: string, absent: string, role: string) => `${deputy} 代理 ${absent}（${role}）`,
  days: (from: string, to: string) => (from === to ? from : `${from}至 ${to}`),
  waits: "等待第二个人同意",
  comes: "还没有开始",
  stands: (day: string) => `正在代理，${day}结束`,
  namedBy: (name: string, organisation: string, time: string) => `${organisation}的 ${name} 于 ${time} 指定`,
  because: (reason: string) => `原因：${reason}`,
  confirm: (deputy: string, absent: string) => `同意由 ${deputy} 代理 ${absent}`,
  end: (deputy: string, absent: string) => `收回 ${deputy} 对 ${absent} 的代理`,
  /** To whoever stands in, on the desk. */
  own: (absent: string, day: string) =>
    `您正在代理 ${absent}，到 ${day}为止。您做的每一步都会记明是代理 ${absent}。`,
  ownLink: "查看或交回",
  fields: {
    member: "谁不在",
    deputy: "由谁代理",
    fromDay: "从哪天起",
    toDay: "到哪天为止",
    reason: "原因",
  } as Record<string, string>,
  form: {
    title: (organisation: string) => `指定代理：${organisation}`,
    lead: "自己请假，选自己，不用写原因。替不在的同事指定，要写原因；不在的是审批人的，还要另一个人同意才生效。",
    choose: "请选择",
    deputyHint: "同时属于其他机构的人不能代理，不在名单里。",
    toHint: `当天 23:59:59 结束，最长 ${MOST_LEAVE_DAYS} 天。`,
    reasonHint: "自己请假不用写。只有当事双方、机构负责人和上级看得到。",
    button: "指定代理",
    invite: "要请的人还不是成员？先邀请他加入。",
    alone: "这个机构只有一位成员，没有人可以代理。请先邀请一位同事加入。",
  },
  elsewhere: {
    title: "下级机构",
    lead: "下级机构的审批人不在、又没有别人能指定时，在这里替它指定。",
    label: "机构",
    button: "打开",
  },
  done: {
    standing: "已指定，双方会收到通知。",
    asked: "已提出。另一个人同意后生效。",
    confirmed: "已同意，双方会收到通知。",
    ended: "代理已结束，双方会收到通知。",
  },
  refusals: {
    deputy_own: (_: With) => "您是当事人或提出的人，要由另一个人同意。",
  },
  rules: {
    absent_missing: (_: With) => "请选择不在的人；查看者没有可以代理的权限。",
    deputy_missing: (_: With) => "请选择由谁代理，不能是本人。",
    deputy_elsewhere: (_: With) => "这个人还属于其他机构，不能代理：他可能会核查自己报的数。请选另一个人。",
    absent_has_deputy: (_: With) => "这个人在这几天已经有代理。请先收回，或改日期。",
    deputy_of_deputy: (_: With) => "这个人在这几天正代理别人，代理不能再转给别人。请先收回那一个。",
    deputy_absent: (_: With) => "这个人在这几天自己也不在。请选另一个人，或改日期。",
    deputy_busy: (_: With) => "这个人在这几天已经代理别人，一次只能代理一位。请选另一个人，或改日期。",
    leave_past: (_: With) => "开始的日期已经过去。请从今天或以后开始。",
    leave_backwards: (_: With) => "结束的日期早于开始的日期。请核对。",
    leave_long: (p: With) => `代理最长 ${p["max"]} 天。请把结束的日期提前，到期后可以再指定。`,
  } as Record<string, (p: With) => string>,
}

/** What was done about deputies. */
export const deputyActions = {
  "deputy.name": "指定代理",
  "deputy.confirm": "同意代理",
  "deputy.end": "收回代理",
}

/** Fields of events about them, and of what whoever stands in does. */
export const deputyFields = {
  deputyOf: "代理（成员编号）",
  absent: "不在的人（成员编号）",
  deputy: "代理人（成员编号）",
}
