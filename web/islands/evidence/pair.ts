/** A before over its after, with a border that is moved by finger, mouse or keys. */
export function startPair(pair: HTMLElement): void {
  const [range, pictures] = [
    pair.querySelector("input"),
    pair.querySelector<HTMLElement>(".evidence-pair__pictures"),
  ]
  if (!range || !pictures) return
  const cut = () => pictures.style.setProperty("--cut", `${range.value}%`)
  pair.classList.add("evidence-pair--live")
  range.hidden = false
  range.addEventListener("input", cut)
  cut()
}
