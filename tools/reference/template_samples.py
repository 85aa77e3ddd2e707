"""Chat templates in the manner of the families, and with what templates may do. Words of our own."""

from __future__ import annotations

CHATML = (
    "{%- for message in messages -%}{{ '<|im_start|>' + message.role + '\\n' + message.content "
    "+ '<|im_end|>\\n' }}{%- endfor -%}{%- if add_generation_prompt -%}"
    "{{ '<|im_start|>assistant\\n' }}{%- endif -%}"
)

TOOLS = """{%- if tools %}
    {{- '<|im_start|>system\\nThere are tools: ' }}
    {%- for tool in tools %}
        {{- tool | tojson }}
    {%- endfor %}
    {{- '<|im_end|>\\n' }}
{%- elif messages[0].role != 'system' %}
    {{- '<|im_start|>system\\nYou are plain.<|im_end|>\\n' }}
{%- endif %}
""" + CHATML

# Walks backwards and keeps what it found in a namespace; drops thoughts from earlier answers.
THINKING = """{%- set ns = namespace(last=messages|length - 1, open=true) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.open and message.role == "user" and not (message.content.startswith('[result]') and message.content.endswith('[/result]')) %}
        {%- set ns.open = false %}
        {%- set ns.last = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- set content = message.content %}
    {%- if message.role == 'assistant' and loop.index0 < ns.last and '</thought>' in content %}
        {%- set content = content.split('</thought>')[-1].lstrip('\\n') %}
    {%- endif %}
    {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>' + '\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if quick is defined and quick is true %}
        {{- '<thought>\\n\\n</thought>\\n\\n' }}
    {%- endif %}
{%- endif %}
"""

# Opens the text itself, asks for the date, tells apart what is not given.
DATED = """{{- bos_token }}
{%- if not tools is defined %}
    {%- set tools = none %}
{%- endif %}
{%- if strftime_now is defined %}
    {%- set today = strftime_now("%d %b %Y") %}
{%- else %}
    {%- set today = "some day" %}
{%- endif %}
{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}
{{- "<|head|>system<|/head|>\\n\\n" }}
{%- if tools is not none %}
    {{- "Tools are here.\\n" }}
{%- endif %}
{{- "Today Date: " + today + "\\n\\n" }}
{{- system_message }}
{{- "<|eot_id|>" }}
{%- for message in messages %}
    {{- '<|head|>' + message['role'] + '<|/head|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|head|>assistant<|/head|>\\n\\n' }}
{%- endif %}
"""

# Insists on turns that alternate and knows no system message.
STRICT = """{{ bos_token }}
{%- if messages[0]['role'] == 'system' -%}
    {{ raise_exception('System role not supported') }}
{%- endif -%}
{%- for message in messages -%}
    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) -%}
        {{ raise_exception("Roles must alternate: user, assistant, user …") }}
    {%- endif -%}
    {%- if (message['role'] == 'assistant') -%}
        {%- set role = "model" -%}
    {%- else -%}
        {%- set role = message['role'] -%}
    {%- endif -%}
    {{ '<start_of_turn>' + role + '\\n' + (message['content'] | trim) + '<end_of_turn>\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {{'<start_of_turn>model\\n'}}
{%- endif -%}
"""

# Puts the system message before the first one of the user by itself.
PREFIXED = """{{ bos_token }}
{%- if messages[0]['role'] == 'system' -%}
    {%- if messages[0]['content'] is string -%}
        {%- set first_prefix = messages[0]['content'] + '\\n\\n' -%}
    {%- else -%}
        {%- set first_prefix = messages[0]['content'][0]['text'] + '\\n\\n' -%}
    {%- endif -%}
    {%- set rest = messages[1:] -%}
{%- else -%}
    {%- set first_prefix = "" -%}
    {%- set rest = messages -%}
{%- endif -%}
{%- for message in rest -%}
    {{ '<start_of_turn>' + message['role'] + '\\n' + (first_prefix if loop.first else "") }}
    {%- if message['content'] is string -%}
        {{ message['content'] | trim }}
    {%- elif message['content'] is iterable -%}
        {%- for item in message['content'] -%}
            {{ item['text'] | trim }}
        {%- endfor -%}
    {%- endif -%}
    {{ '<end_of_turn>\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {{ '<start_of_turn>model\\n' }}
{%- endif -%}
"""

GENERATION = """{% for message in messages %}
{% if message.role == 'assistant' %}
{{ '<|im_start|>assistant\\n' }}{% generation %}{{ message.content + '<|im_end|>' }}{% endgeneration %}{{ '\\n' }}
{%- else -%}
{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
{%- endif %}
{% endfor %}
{%- if add_generation_prompt -%}
{%- generation -%} {{ '<|im_start|>assistant\\n' }} {%- endgeneration -%}
{%- endif %}
"""

MACRO = """{%- macro turn(role, content, end='<|im_end|>') -%}
{{ '<|im_start|>' ~ role ~ '\\n' ~ content ~ end ~ '\\n' }}
{%- endmacro -%}
{%- for message in messages if message.content -%}
{{ turn(message.role, message.content | replace('\\r', '')) }}
{%- endfor -%}
{{ messages | map(attribute='role') | join(', ') | upper }}
{%- if add_generation_prompt %} {{ messages | length }}{% endif -%}
"""

TEMPLATES = {
    "chatml": CHATML,
    "tools": TOOLS,
    "thinking": THINKING,
    "dated": DATED,
    "strict": STRICT,
    "prefixed": PREFIXED,
    "generation": GENERATION,
    "macro": MACRO,
}

CHATS = {
    "one turn": [{"role": "user", "content": "Hello! "}],
    "with system": [
        {"role": "system", "content": "Answer in one sentence."},
        {"role": "user", "content": "I took 500 mg. More?"},
    ],
    "three turns": [
        {"role": "user", "content": "The tests fail.\r\nAgain."},
        {"role": "assistant", "content": "<thought>\nHm.\n</thought>\n\nWhich one?"},
        {"role": "user", "content": "[result] 3 of 12 [/result]"},
    ],
    "two of the user": [{"role": "user", "content": "One."}, {"role": "user", "content": "Two 🙂."}],
}  # fmt: skip
