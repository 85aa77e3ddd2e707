"""Write src/engine/fixtures/tokenizers/: every kind of tokenizer, with ids of a reference.

    python tools/reference/tokenizers_fixture.py [--models FOLDER]

Small vocabularies, trained here on the stories, one of each kind: as a GGUF's metadata and, where
that is the kind's form, as tokenizer.json. Ids come from the `tokenizers` package for byte-level
vocabularies, from `sentencepiece` itself for the other kind.

With --models (a folder with the two files named below) also the ids of their real vocabularies: of
Qwen by `tokenizers` and by second_tokenizer.py, which must agree; of Gemma by `sentencepiece`, given
a model put together from the GGUF. Chats are rendered by transformers.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import sentencepiece
from awkward_strings import CATEGORIES
from gguf import GGUFReader
from second_tokenizer import SecondTokenizer
from sentencepiece import sentencepiece_model_pb2
from template_samples import CHATS, TEMPLATES
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from tokenizers import trainers as bpe_trainers
from tokenizers.processors import TemplateProcessing
from transformers.utils.chat_template_utils import _compile_jinja_template

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "src" / "engine" / "fixtures" / "tokenizers"
QWEN = "qwen2.5-coder-0.5b-instruct"
GEMMA = "gemma-3-270m"

NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = range(1, 7)

GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
MODERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|DIGITS| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
QWEN_WORDS = MODERN.replace("DIGITS", r"\p{N}")
LLAMA_WORDS = MODERN.replace("DIGITS", r"\p{N}{1,3}")

# What composes, what is a name in JavaScript, what looks like a piece of a vocabulary.
MORE = [
    "e\u0301a\u0300", "caf\u00e9 cafe\u0301", "\u1112\u1161\u11ab\u1100\u1173\u11af", "\u1100\u1161", "\ud55c\u11a8", "\u212b\u2126\u212a",
    "q\u0307\u0323", "\u0958\u0915\u093c", "\U0002f800", "\ufb01", "\u0344", "x\u0301\u0327y", "\uac00\u0301", "n\u0303 \u0303",
    "constructor", "prototype", "__proto__", "toString", "hasOwnProperty", " constructor()", "this.constructor.prototype",
    "it'\u017f", "'\u017f 'S 'LL 'Re", "I'VE", "<0x0A>", "<0xE2><0x96>", "\u2581", "a\u2581b", "\u2581\u2581 \u2581", " \u2581 ", "<table><tr>", "</td>", "[multimodal]",
    "<tool_call>{}</tool_call>", " <tool_call> ", "<bos>", "<eos>hi", "<start_of_turn>user\nhi<end_of_turn>", "<unused7>", "<pad>", "<|begin_of_text|>x<|eot_id|>",
    "\n\n\n\n", "a\n\n\nb", "  \n\n  ", "\n" * 40, " " * 33 + "x", "=" * 41, "aaaaabaaaa", "ha" * 9, "-" * 9 + "=" * 9, "....!....",
]  # fmt: skip


def well_formed(text: str) -> str:
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return re.sub("[\ud800-\udfff]", "\ufffd", joined)


def texts() -> list[str]:
    """The awkward strings with those above; long ones shortened, since small vocabularies spell out."""
    known = [text for group in CATEGORIES.values() for text in group]
    return list(dict.fromkeys(text[:120] if len(text) > 200 else text for text in known + MORE))


def stories() -> list[str]:
    folder = ROOT / "src" / "content" / "stories"
    lines = [line for path in sorted(folder.glob("W[01].jsonl")) for line in path.read_text().splitlines()]
    return [json.loads(line)["text"] for line in lines[:120]] + [
        "   if (x === 1) {\n\n\t\treturn 12345;\n    }\n\n\n",
        "“Grüße”, café naïve, Ελληνικά, Привет, 你好世界, 한국어 🙂 👍🏽 constructor prototype",
    ] * 4  # fmt: skip


def write(name: str, fields: dict[str, Any]) -> None:
    lines = []
    for key, value in fields.items():
        if key in ("ids", "texts", "chats"):
            rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in value)
            lines.append(f'"{key}": [\n{rows}\n]')
        else:
            lines.append(f'"{key}": {json.dumps(value, separators=(",", ":"))}')
    (FIXTURES / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def load(description: dict[str, Any], *, recognise_special: bool) -> Tokenizer:
    """Without recognition, control tokens in a text are plain characters."""
    added = [t for t in description["added_tokens"] if recognise_special or not t["special"]]
    # An added token that the vocabulary lacks would get another number.
    vocabulary = {**description["model"]["vocab"], **{t["content"]: t["id"] for t in added}}
    model = {**description["model"], "vocab": vocabulary}
    return Tokenizer.from_str(json.dumps({**description, "added_tokens": added, "model": model}))


def tokenizer_ids(description: dict[str, Any]) -> list[list[int]]:
    tokenizer = load(description, recognise_special=False)
    return [tokenizer.encode(well_formed(text)).ids for text in texts()]


# Byte-level kinds ------------------------------------------------------------------------------


def byte_level(words: str, *, nfc: bool = False, digits: bool = False, whole: bool = False) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(ignore_merges=whole))
    if nfc:
        tokenizer.normalizer = normalizers.NFC()
    cuts = [pre_tokenizers.Digits(individual_digits=True)] if digits else []
    if words == GPT2:
        cuts.append(pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True))
    else:
        cuts.append(pre_tokenizers.Split(Regex(words), behavior="isolated"))
        cuts.append(pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(cuts)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def train_byte_level(
    name: str, tokenizer: Tokenizer, pre: str, special: list[str], extra: list[str], opens: str | None
) -> None:
    trainer = bpe_trainers.BpeTrainer(
        vocab_size=650, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator(stories(), trainer)
    tokenizer.add_special_tokens(special)
    tokenizer.add_tokens([AddedToken(text, normalized=False) for text in extra])
    if opens:
        tokenizer.post_processor = TemplateProcessing(
            single=f"{opens} $A", special_tokens=[(opens, tokenizer.token_to_id(opens))]
        )
    description = json.loads(tokenizer.to_str())
    vocabulary = tokenizer.get_vocab(with_added_tokens=True)
    tokens = sorted(vocabulary, key=vocabulary.get)
    kinds = [CONTROL if t in special else USER_DEFINED if t in extra else NORMAL for t in tokens]
    metadata = {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": pre,
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.merges": [" ".join(pair) for pair in description["model"]["merges"]],
        "tokenizer.ggml.bos_token_id": vocabulary[opens or special[0]],
        "tokenizer.ggml.eos_token_id": vocabulary[special[-1]],
    }
    config = {"bos_token": opens, "eos_token": special[-1]}
    write(
        name,
        {
            "metadata": metadata,
            "tokenizerJson": description,
            "tokenizerConfig": config,
            "ids": tokenizer_ids(description),
        },
    )


# The sentencepiece kind ------------------------------------------------------------------------

PIECES = ["\n", "\n\n", "\n\n\n", "\u2581\u2581", "\u2581\u2581\u2581", "\u2581" * 4, "<table>", "[multimodal]"]
TURNS = ["<start_of_turn>", "<end_of_turn>"]


def train_sentencepiece(name: str, *, prefix: bool) -> None:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([line for story in stories() for line in story.split("\n") if line]),
        model_writer=model,
        model_type="bpe",
        vocab_size=900,
        byte_fallback=True,
        character_coverage=0.998,
        normalization_rule_name="identity",
        add_dummy_prefix=prefix,
        remove_extra_whitespaces=False,
        pad_id=0,
        eos_id=1,
        bos_id=2,
        unk_id=3,
        pad_piece="<pad>",
        eos_piece="<eos>",
        bos_piece="<bos>",
        control_symbols=TURNS,
        user_defined_symbols=[] if prefix else PIECES,
        minloglevel=2,
    )
    proto = sentencepiece_model_pb2.ModelProto.FromString(model.getvalue())
    kinds = [piece.type for piece in proto.pieces]
    pieces = [piece.piece for piece in proto.pieces]
    # As llama.cpp's converter writes them: blanks of user-defined pieces are blanks.
    tokens = [
        piece.replace("\u2581", " ") if kind == USER_DEFINED else piece
        for piece, kind in zip(pieces, kinds, strict=True)
    ]
    metadata = {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.scores": [piece.score for piece in proto.pieces],
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.bos_token_id": 2,
        "tokenizer.ggml.eos_token_id": 1,
        "tokenizer.ggml.padding_token_id": 0,
        "tokenizer.ggml.unknown_token_id": 3,
        "tokenizer.ggml.add_bos_token": True,
        "tokenizer.ggml.add_space_prefix": prefix,
    }
    description = as_tokenizer_json(proto, prefix=prefix)
    reference = tokenizer_ids(description)
    ids = sentencepiece_ids(proto)
    # Where the two differ, each origin is held to its own reference.
    differing = {str(i): row for i, row in enumerate(reference) if row != ids[i]}
    print(name, "strings on which tokenizers and sentencepiece differ:", len(differing))
    write(
        name,
        {
            "metadata": metadata,
            "tokenizerJson": description,
            "tokenizerConfig": {"bos_token": {"content": "<bos>"}, "eos_token": "<eos>"},
            "differing": differing,
            "ids": ids,
        },
    )


def sentencepiece_ids(proto: Any) -> list[list[int]]:
    processor = sentencepiece.SentencePieceProcessor(model_proto=proto.SerializeToString())
    return [[2, *processor.encode(well_formed(text))] for text in texts()]


def as_tokenizer_json(proto: Any, *, prefix: bool) -> dict[str, Any]:
    """The form that published files of this kind have: pairs by the score of what they join to."""
    ids = {piece.piece: index for index, piece in enumerate(proto.pieces)}
    joined = [p for p in proto.pieces if p.type in (NORMAL, USER_DEFINED) and len(p.piece) > 1]
    joined.sort(key=lambda p: (-p.score, ids[p.piece]))
    merges = []
    for piece in (p.piece for p in joined):
        cuts = [(piece[:i], piece[i:]) for i in range(1, len(piece))]
        merges += [[left, right] for left, right in cuts if left in ids and right in ids]
    replace = {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}
    prepend = {"type": "Prepend", "prepend": "\u2581"}
    added = [
        {
            "id": index,
            "content": piece.piece,
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": piece.type != USER_DEFINED,
        }
        for index, piece in enumerate(proto.pieces)
        if piece.type in (UNKNOWN, CONTROL, USER_DEFINED)
    ]
    opening = [{"SpecialToken": {"id": "<bos>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}]
    pair = [*opening, {"Sequence": {"id": "B", "type_id": 1}}]
    cut = {"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious", "invert": False}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": {"type": "Sequence", "normalizers": [prepend, replace]} if prefix else replace,
        "pre_tokenizer": None if prefix else cut,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": opening,
            "pair": pair,
            "special_tokens": {"<bos>": {"id": "<bos>", "ids": [2], "tokens": ["<bos>"]}},
        },
        "decoder": None,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": "<unk>",
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": True,
            "byte_fallback": True,
            "ignore_merges": False,
            "vocab": ids,
            "merges": merges,
        },
    }


# Chats -----------------------------------------------------------------------------------------


def render(template: str, messages: list[dict[str, str]], *, open_reply: bool, **names: str) -> str:
    return _compile_jinja_template(template).render(
        messages=messages,
        tools=None,
        documents=None,
        add_generation_prompt=open_reply,
        strftime_now=lambda form: datetime(2024, 7, 26).strftime(form),
        **names,
    )


def templates() -> None:
    rows = []
    for name, template in TEMPLATES.items():
        for chat, messages in CHATS.items():
            for open_reply in (False, True):
                row = {"template": name, "chat": chat, "openReply": open_reply}
                try:
                    text = render(template, messages, open_reply=open_reply, bos_token="<bos>", eos_token="<eos>")
                    rows.append({**row, "text": text})
                except Exception as error:  # noqa: BLE001 - the error is what the fixture holds
                    rows.append({**row, "error": str(error)})
    write("chats", {"templates": TEMPLATES, "conversations": CHATS, "chats": rows})


# The real vocabularies -------------------------------------------------------------------------


def contents(reader: GGUFReader, key: str) -> Any:
    return reader.fields[f"tokenizer.{key}"].contents()


def qwen(path: Path) -> None:
    reader = GGUFReader(path)
    tokens, kinds = contents(reader, "ggml.tokens"), contents(reader, "ggml.token_type")
    merges = [tuple(merge.split(" ")) for merge in contents(reader, "ggml.merges")]
    tokenizer = byte_level(QWEN_WORDS, nfc=True)
    vocabulary = {t: i for i, (t, kind) in enumerate(zip(tokens, kinds, strict=True)) if kind == NORMAL}
    tokenizer.model = models.BPE(vocabulary, merges)
    extra = [t for t, kind in zip(tokens, kinds, strict=True) if kind == USER_DEFINED]
    control = [t for t, kind in zip(tokens, kinds, strict=True) if kind == CONTROL]
    description = json.loads(tokenizer.to_str())
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    description["added_tokens"] = [
        {"id": tokens.index(t), "content": t, "special": t in control, **flags} for t in extra + control
    ]
    ids = tokenizer_ids(description)
    second = SecondTokenizer(reader, words=QWEN_WORDS, single_digits=False)
    for text, row in zip(texts(), ids, strict=True):
        formed = unicodedata.normalize("NFC", well_formed(text))
        if not any(t in formed for t in extra):
            assert second.encode(formed, special=False) == row, (text, row)
    recognising = load(description, recognise_special=True)
    template = contents(reader, "chat_template")
    chats = []
    for messages in CHATS.values():
        for open_reply in (False, True):
            text = render(template, messages, open_reply=open_reply)
            row = {"messages": messages, "openReply": open_reply, "text": text}
            chats.append({**row, "ids": recognising.encode(text).ids})
    write(QWEN, {"file": path.name, "texts": texts(), "ids": ids, "chats": chats})


def gemma(path: Path) -> None:
    reader = GGUFReader(path)
    tokens, kinds = contents(reader, "ggml.tokens"), contents(reader, "ggml.token_type")
    scores = contents(reader, "ggml.scores")
    proto = sentencepiece_model_pb2.ModelProto()
    for token, kind, score in zip(tokens, kinds, scores, strict=True):
        piece = token.replace(" ", "\u2581") if kind == USER_DEFINED else token
        kind = UNKNOWN if token == "<unk>" else kind
        proto.pieces.add(piece=piece, type=kind, score=score)
    proto.trainer_spec.model_type = sentencepiece_model_pb2.TrainerSpec.BPE
    proto.trainer_spec.byte_fallback = True
    proto.trainer_spec.pad_id, proto.trainer_spec.eos_id = 0, 1
    proto.trainer_spec.bos_id, proto.trainer_spec.unk_id = 2, 3
    proto.trainer_spec.unk_piece = "<unk>"
    proto.normalizer_spec.name = "identity"
    proto.normalizer_spec.add_dummy_prefix = False
    proto.normalizer_spec.remove_extra_whitespaces = False
    write(GEMMA, {"file": path.name, "texts": texts(), "ids": sentencepiece_ids(proto)})


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--models", type=Path)
    models_folder = options.parse_args().models
    FIXTURES.mkdir(parents=True, exist_ok=True)
    write("texts", {"texts": texts()})
    train_byte_level("gpt2", byte_level(GPT2), "gpt-2", ["<|endoftext|>"], [], None)
    train_byte_level("smollm", byte_level(GPT2, digits=True), "smollm", ["<|im_start|>", "<|im_end|>"], [], None)
    extra = ["<tool_call>", "</tool_call>"]
    train_byte_level("qwen2", byte_level(QWEN_WORDS, nfc=True), "qwen2", ["<|im_start|>", "<|im_end|>"], extra, None)
    heads = ["<|begin_of_text|>", "<|head|>", "<|/head|>", "<|eot_id|>"]
    train_byte_level("llama3", byte_level(LLAMA_WORDS, whole=True), "llama-bpe", heads, [], heads[0])
    train_sentencepiece("gemma", prefix=False)
    train_sentencepiece("llama2", prefix=True)
    templates()
    if models_folder:
        qwen(models_folder / f"{QWEN}-q4_k_m.gguf")
        gemma(models_folder / f"{GEMMA}-q4_k_m.gguf")


if __name__ == "__main__":
    main()
