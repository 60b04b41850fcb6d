import { importDifferential } from './core.mjs';
import { heading, line } from './print.mjs';

const REQUESTS = 1000;

/** How long the model takes to evaluate requests of the Envoy differential, of every generator. */
export async function benchDifferential() {
  const { generate, PROFILES, worldOfConfigurations } = await importDifferential();
  const configurations = Array.from({ length: 4 * PROFILES.length }, (_, seed) => generate(seed));
  const { predictor, cases } = worldOfConfigurations(configurations);
  const evaluate = () => {
    const before = process.cpuUsage();
    for (let index = 0; index < REQUESTS; index++) {
      const { port, request, id } = cases[Math.floor((index * cases.length) / REQUESTS)];
      predictor.predict(port, request, id);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const [first, ...later] = [evaluate(), evaluate(), evaluate()];
  heading(`Evaluation: requests of ${configurations.length} configurations of the Envoy proof`);
  line(`CPU for ${REQUESTS} requests of every generator`, `${Math.min(...later).toFixed(0)} ms`, 'below 1000 ms');
  line('… the first time', `${first.toFixed(0)} ms`);
}
