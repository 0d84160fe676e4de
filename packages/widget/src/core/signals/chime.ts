/** A quiet sound of two notes, made here: nothing is fetched for it, so no policy forbids it. */

const NOTES_HZ = [659.3, 880]
const NOTE_S = 0.14
const LOUDNESS = 0.06

/** Does nothing where the browser lets no page make a sound before somebody has touched it. */
export async function chime(): Promise<void> {
  if (typeof AudioContext === 'undefined') return
  const context = new AudioContext()
  if (context.state === 'running') {
    const ended = NOTES_HZ.map((hertz, n) => playNote(context, hertz, n * NOTE_S))
    await Promise.all(ended)
  }
  await context.close()
}

function playNote(context: AudioContext, hertz: number, delayS: number): Promise<unknown> {
  const at = context.currentTime + delayS
  const note = new OscillatorNode(context, { frequency: hertz })
  const volume = new GainNode(context, { gain: 0 })
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.000_1, at + NOTE_S * 2)
  note.connect(volume).connect(context.destination)
  note.start(at)
  note.stop(at + NOTE_S * 2)
  return new Promise((done) => note.addEventListener('ended', done))
}
