import { h, render } from 'preact';
import { App } from './app.js';
import { begin } from './core/session.js';
import './core/theme.js';

render(h(App), document.getElementById('app'));
begin();
