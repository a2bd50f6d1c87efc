import { evidenceActions } from "./evidence.ts"
import { exemptionActions } from "./exemptions.ts"
import { extensionActions } from "./extensions.ts"

/** What was done to quarters, years and what they are scored by. */
export const quarterActions = {
  ...evidenceActions,
  ...extensionActions,
  ...exemptionActions,
  "quarter.open": "开放季度",
  "quarter.close": "关账",
  "quarter.reopen": "重新开放",
  "quarter.move_deadline": "调整截止日",
  "quarter.remove": "删除开错的季度",
  "quarter.set_window": "设定核对期",
  "quarter.preliminary": "发起初步发布",
  "release.conclude": "初步发布完成",
  "quarter.release": "发起发布",
  "release.step": "发布：完成一步",
  "release.publish": "发布完成并公开",
  "release.restart": "重新启动发布",
  "year.release": "发起年度发布",
  "edition.activate": "启用评价口径",
}
