type With = Record<string, string | number>

/** Signing in, the desk, and refusals of whole requests. */
export const access = {
  signInTitle: "登录",
  email: "邮箱",
  password: "密码",
  signIn: "登录",
  signInWrong: "邮箱或密码不对。请核对大小写后再试。",
  noMembership: "登录已失效，或者这个账号目前不属于任何机构。请重新登录；如果仍回到本页，请联系机构管理员。",
  deskTitle: "工作台",
  deskFor: (organisation: string, role: string) => `${organisation} · ${role}`,
  roles: {
    manager: "管理员",
    editor: "填报员",
    viewer: "查看",
    approver: "审批人",
    verifier: "核查员",
    chair: "主任",
    secretary: "秘书",
    judge: "评委",
    operator: "平台运营员",
  },
  cards: {
    filing: { title: "季度填报", text: "查看应报小区、填写数据、提交并了解得分" },
    part: { title: "填写本级数据", text: "填写由本级提供的数据，只会看到自己负责的项目" },
    verification: { title: "核查", text: "逐项核对已提交的数据，接受、调整或提出疑问" },
    quarters: { title: "季度进度", text: "查看各区县的填报与核查进度" },
    closing: { title: "关账", text: "查看本区县进度，确认后关账" },
    release: { title: "发布", text: "查看各区县进度，确认后发布这一季度" },
  },
  openCard: "进入",
  error: {
    title: "没有完成",
    kept: "用浏览器的“后退”可以回到刚才的页面，已填的内容还在。",
    toDesk: "回到工作台",
    toHome: "回到首页",
    requestId: (id: string) => `请求编号：${id}`,
  },
  unknownHost: {
    title: "这个网址没有对应的城市",
    sentence: "请核对网址的拼写，或向给您网址的人再要一次。",
  },
  refusals: {
    not_found: (_: With) => "没有找到这个页面，或者它不在您的权限范围内。请检查网址，或从首页搜索小区。",
    forbidden: (_: With) => "您的角色不能进行这项操作。需要时请联系机构管理员调整角色。",
    membership_changed: (_: With) =>
      "在您操作期间，您在这个机构的角色、成员资格或登录已有变化，您的操作没有执行。请重新打开工作台查看。",
    sign_in_first: (_: With) =>
      "登录已失效，内容没有保存。请先在新窗口登录，再回到这个窗口，用浏览器的“后退”回到刚才的页面重新提交。",
    forbidden_origin: (_: With) => "请求不是从本站页面发出的，已被拒绝。请从本站打开页面再操作一次。",
    bad_request: (_: With) => "请求的格式不对，没有处理。请回到上一页重新提交。",
    too_large: (_: With) => "提交的内容太大（上限 512 KB），没有处理。请缩短过长的文字后重新提交。",
    unexpected: (_: With) =>
      "系统出了意外，没有写入任何数据。请稍后再试；如仍不行，请把下面的请求编号告诉我们。",
    stale: (_: With) => "在您操作期间，这份数据已被改动，您的操作没有执行。请刷新页面，看过变化后再操作。",
    key_reused: (_: With) => "这次提交与之前的一次编号相同而内容不同，没有执行。请刷新页面后重试。",
    move_save: (_: With) => "这份填报已经提交，不能再修改。核实之前可以先撤回。",
    move_submit: (_: With) => "这份填报已经提交过了，不需要再次提交。",
    move_withdraw: (p: With): string =>
      p["state"] === "street_verified" || p["state"] === "verified"
        ? "已有机构核实了这份填报，不能再撤回。需要更正请联系街道或区县退回。"
        : "这份填报目前没有提交，不需要撤回，可以直接修改。",
    move_verify_street: (_: With) => "这份填报目前不在街道核实环节。请刷新页面查看最新状态。",
    move_verify_district: (_: With) => "这份填报目前不在区级核定环节。请刷新页面查看最新状态。",
    move_return: (_: With) => "这份填报目前不能退回。请刷新页面查看最新状态。",
    part_closed: (_: With) => "街道已经核实，本级数据不能再改。需要更正请联系街道退回。",
    closed: (_: With) => "本区县这一季度已经关账，不能再改。",
    released: (_: With) => "这一季度正在发布或已经发布，不能再改。",
    release_running: (_: With) => "这一季度正在发布，请等待完成。",
    not_stalled: (_: With) => "这次发布仍在进行，不需要重新启动。",
    not_ended: (_: With) => "这一季度还没有结束，现在不能操作。",
    already_closed: (_: With) => "本区县这一季度已经关账，不需要再次操作。",
    already_released: (_: With) => "这一季度已经发布或正在发布，不需要再次操作。",
    asked_open: (p: With) => `还有 ${p["n"]} 项疑问没有解决：请退回给物业公司，或改为接受、调整。`,
    deletion_asked: (_: With) => "这个机构已经申请注销，不需要再次申请。",
    deletion_not_asked: (_: With) => "这个机构没有申请注销，或者已经撤回。",
    deletion_due: (_: With) => "30 天已经过去，注销正在执行，不能再撤回。",
    reason_needed: (_: With) => "退回需要写明原因，让对方知道要改什么。",
  },
}
