import type { Deployment } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { Ago } from '../../ui/time.js';
import { matrixOf } from './matrix.js';
import styles from './what-runs-where.module.css';

/** Services down, environments across, the version in the cell. */
export function WhatRunsWhere({ deployments }: { deployments: readonly Deployment[] }) {
  const { services, environments, at } = matrixOf(deployments);
  if (services.length === 0) return <p>Nothing is deployed yet.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.frame} aria-label="What runs where, scrollable" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Service</th>
            {environments.map((environment) => (
              <th key={environment} scope="col">
                {environment}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <tr key={service}>
              <th scope="row">
                <Link to="/timeline" search={{ service }} className={styles.service}>
                  {service}
                </Link>
              </th>
              {environments.map((environment) => (
                <td key={environment}>
                  <Cell deployment={at(service, environment)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ deployment }: { deployment: Deployment | undefined }) {
  if (!deployment) return <span className={styles.none}>–</span>;
  const note =
    deployment.phase === 'live'
      ? deployment.exposure < 100 && `${deployment.exposure} %`
      : deployment.phase.replace('-', ' ');
  return (
    <>
      <code className={styles.version}>{deployment.version ?? 'unknown'}</code>
      {note && <span className={styles.note}>{note}</span>}
      <span className={styles.age}>
        <Ago at={deployment.deployedAt} />
      </span>
    </>
  );
}
