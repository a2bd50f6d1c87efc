/** What a person recognises a browser by. `browser` is a proper name, or a key of web/text. */
export interface Device {
  browser: string
  system: "windows" | "mac" | "linux" | "android" | "ios" | "harmony" | "other"
}

/** The first that fits counts: most browsers also name those that they descend from. */
const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger\//, "wechat"],
  [/M?QQBrowser\//, "qq"],
  [/UCBrowser\/|UCWEB/, "uc"],
  [/EdgA?\/|EdgiOS\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Version\/.*Safari\//, "Safari"],
]

const systems: readonly [RegExp, Device["system"]][] = [
  [/HarmonyOS|OpenHarmony/, "harmony"],
  [/iPhone|iPad|iPod/, "ios"],
  [/Android/, "android"],
  [/Windows/, "windows"],
  [/Macintosh|Mac OS X/, "mac"],
  [/Linux|X11|CrOS/, "linux"],
]

/** Browser and system of a User-Agent header, as far as it says. */
export function deviceOf(userAgent: string | null): Device {
  const find = <T>(list: readonly (readonly [RegExp, T])[], other: T) =>
    list.find(([form]) => form.test(userAgent ?? ""))?.[1] ?? other
  return { browser: find(browsers, "other"), system: find(systems, "other") }
}
