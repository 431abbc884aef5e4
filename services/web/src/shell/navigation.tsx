import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { statusQuery } from '../api/resources.js';
import { Icon } from '../ui/icon.js';
import styles from './navigation.module.css';
import { places } from './places.js';

/** The links to every place; open incidents are counted beside theirs. */
export function Navigation({ onFollow }: { onFollow?: () => void }) {
  const { data: status } = useQuery(statusQuery);
  const open = status?.counts.openIncidents ?? 0;
  return (
    <nav aria-label="Main">
      <ul className={styles.list}>
        {places.map(({ to, word, icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles.link}
              activeProps={{ 'data-active': 'true' }}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              onClick={onFollow}
            >
              <Icon name={icon} size={17} />
              {word}
              {to === '/incidents' && open > 0 && (
                <span className={styles.count}>
                  {open}
                  <span className="visually-hidden"> open</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
