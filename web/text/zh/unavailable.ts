import type { ProblemWords } from "./problem-words.ts"

const nothing = "您这次提交的内容没有写入。"

/** When the database or the files do not answer: the page, and the problems of the API. */
export const unavailable = {
  title: "系统暂时不可用",
  doubtTitle: "不确定是否已经写入",
  sentences: {
    database_away: "数据库现在没有答复。这是暂时的，不是您的操作有误。",
    database_locked: "数据库正忙着处理别的写入，轮不到这一次。这是暂时的，不是您的操作有误。",
    storage_full: "服务器的存储空间满了，现在只能看，不能写。这是暂时的，空间腾出后即恢复。",
    files_away: "文件存储现在没有答复。这是暂时的，不是您的操作有误。",
    file_lost:
      "这里需要的一个文件现在读不到，已记入日志，平台运营方会从备份恢复。这是暂时的，不是您的操作有误。",
    outcome_unknown: "这次提交已经送到数据库，但没有收到答复：可能已经写入，也可能没有。",
  },
  notWritten: nothing,
  /** Where it can be seen whether something was written. */
  howToSee: "想知道有没有写入，请打开刚才的页面，看您的改动是否已在上面。",
  again: (seconds: number) => `请约 ${seconds} 秒后再试。`,
  retrySafe: "您填的内容都还在下面的按钮里。重试不会重复写入：同一份表单最多写入一次。",
  retryTyped: "用浏览器的“后退”可以回到刚才的表单，您填的内容还在，可以重新提交。",
  retry: "再试一次",
  look: "查看刚才的页面",
}

/** Problems of the API of the same kind, by code. */
export const unavailableProblems = {
  database_away: {
    title: "数据库暂时没有答复",
    why: "数据库在规定时间内没有答复。请求没有写入任何内容。",
    mend: "等待 Retry-After 所写的秒数后重试；写入请带同一个 Idempotency-Key。",
  },
  database_locked: {
    title: "数据库正忙",
    why: "另一个写入占用数据库太久，这个请求没有轮到，没有写入任何内容。",
    mend: "等待 Retry-After 所写的秒数后重试；写入请带同一个 Idempotency-Key。",
  },
  storage_full: {
    title: "存储空间已满",
    why: "服务器的存储空间满了，写不进去。请求没有写入任何内容。",
    mend: "等待 Retry-After 所写的秒数后重试；长时间如此请联系平台运营方。",
  },
  files_away: {
    title: "文件存储暂时没有答复",
    why: "存放文件的地方在规定时间内没有答复。",
    mend: "等待 Retry-After 所写的秒数后重试；写入请带同一个 Idempotency-Key。",
  },
  file_lost: {
    title: "文件暂时读不到",
    why: "需要的一个已发布文件不在存储里或已损坏，已记入日志。请求没有写入任何内容。",
    mend: "等待 Retry-After 所写的秒数后重试；长时间如此请把 instance 告诉平台运营方。",
  },
  outcome_unknown: {
    title: "不确定是否已经写入",
    why: "写入已经送到数据库，但没有收到答复：可能已经写入，也可能没有。",
    mend: "带同一个 Idempotency-Key 和同样的内容重试：已经写入的会得到第一次的结果，没有写入的会写入一次。PUT 和 PATCH 请先 GET，看内容和 ETag 是否已经变了。",
  },
} satisfies Record<string, ProblemWords>
