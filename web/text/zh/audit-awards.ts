/** What was done from the list to the certificate. */
export const awardActions = {
  "shortlist.freeze": "生成入围名单",
  "notice.open": "开始公示",
  "notice.close": "结束公示",
  "objection.file": "收到异议",
  "objection.admit": "受理异议",
  "objection.refuse": "不予受理异议",
  "objection.decide": "办结异议",
  "award.grant": "公布入选",
  "award.revoke": "摘牌（撤销入选）",
  "award.recheck": "年度复核",
}

/** Circumstances of it. */
export const awardDetails = {
  textLength: "异议字数",
  files: "文件数",
  named: "是否实名",
  replyLength: "答复字数",
  reasonLength: "说明字数",
  explained: "需要说明的情况",
  newcomer: "递补的申报",
  nominationId: "申报",
  number: "编号",
}

/** What it changed. */
export const awardFields = {
  fromDay: "公示首日",
  toDay: "公示末日",
  workingDays: "工作日数",
  validFrom: "有效期起",
  validTo: "有效期止",
  revoked: "已摘牌",
  closed: "已结束",
  meets: "仍符合条件",
}
