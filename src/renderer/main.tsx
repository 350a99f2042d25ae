import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/contrast.css';
import './styles/base.css';
import { App } from './app';
import { connect } from './state/connect';
import { followTheme } from './state/theme';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
connect();
followTheme();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
